package dev.parley.realtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

import dev.parley.cluster.ClusterBus;
import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.ServerMessage;

/** The frames that the server sends to a connection on its own initiative. */
@Component
class SystemFrames {

	private final FrameFactory frames;

	private final ServerMessage.ConnectionLimits limits;

	private final ServerMessage.Heartbeat heartbeat;

	private final ServerMessage.Server server;

	SystemFrames(FrameFactory frames, RealtimeProperties properties, ClusterBus bus,
			ObjectProvider<BuildProperties> build) {
		this.frames = frames;
		this.limits = new ServerMessage.ConnectionLimits(Math.toIntExact(properties.maxFrame().toBytes()),
				properties.messagesPerSecond(), properties.messageBurst(), properties.connectionsPerUser(),
				FieldRules.MAX_TEXT);
		this.heartbeat = new ServerMessage.Heartbeat(properties.pingInterval().toMillis(),
				properties.pingTimeout().toMillis());
		BuildProperties built = build.getIfAvailable();
		String version = (built != null) ? built.getVersion() : null;
		this.server = new ServerMessage.Server((version != null) ? version : "development", bus.node());
	}

	/** This node's name. */
	String node() {
		return this.server.node();
	}

	Frame welcome(String connection, Authenticated who) {
		Caller caller = who.caller();
		List<ServerMessage.GrantData> grants = caller.grants().stream().map(SystemFrames::grant).toList();
		return this.frames.connection(new ServerMessage.Welcome(
				new ServerMessage.WelcomeData(connection, new ServerMessage.User(caller.id(), caller.name()), grants,
						this.limits, this.heartbeat, who.expiresAt(), this.server)));
	}

	/** Names the last {@code seq} before the hole of each engagement. */
	Frame lag(Map<String, Long> engagements) {
		return this.frames.connection(new ServerMessage.Lag(new ServerMessage.LagData(engagements)));
	}

	Frame tokenExpiring(Instant expiresAt) {
		return this.frames.connection(new ServerMessage.TokenExpiring(new ServerMessage.TokenExpiringData(expiresAt)));
	}

	Frame bye(String reason, long reconnectAfterMs) {
		return this.frames.connection(new ServerMessage.Bye(new ServerMessage.ByeData(reason, reconnectAfterMs)));
	}

	/** The users of one organisation that are online. */
	Frame presence(String organisation, List<ServerMessage.User> online, int count) {
		ServerMessage.PresenceUpdate presence = new ServerMessage.PresenceUpdate(
				new ServerMessage.PresenceData(organisation, online, count));
		return this.frames.state("presence/" + organisation, presence);
	}

	private static ServerMessage.GrantData grant(Grant grant) {
		return new ServerMessage.GrantData(grant.role().name(), grant.organisation(), grant.manager() ? true : null);
	}

}
