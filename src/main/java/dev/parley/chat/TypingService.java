package dev.parley.chat;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Service;

import dev.parley.engagement.EngagementAccess;
import dev.parley.engagement.EngagementReference;
import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.Typing;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Frame;
import dev.parley.realtime.FrameFactory;

/** Shows a user's typing to the other users in scope. */
@Service
public class TypingService {

	private final EngagementAccess access;

	private final Broadcaster broadcaster;

	private final FrameFactory frames;

	/** Users recently shown as typing; evicting one costs an extra frame. */
	private final Cache<Typist, Boolean> shown;

	TypingService(EngagementAccess access, Broadcaster broadcaster, FrameFactory frames, Clock clock,
			ChatProperties properties) {
		this.access = access;
		this.broadcaster = broadcaster;
		this.frames = frames;
		this.shown = Caffeine.newBuilder()
			.expireAfterWrite(properties.typingInterval())
			.maximumSize(properties.typingTracked())
			.ticker(() -> clock.millis() * 1_000_000)
			.build();
	}

	/**
	 * Broadcasts that the caller is typing, no more often than receivers need to keep
	 * showing it.
	 */
	public void typing(Caller caller, Typing typing) {
		EngagementReference engagement = this.access.require(caller, typing.engagement());
		Typist typist = new Typist(engagement.id(), caller.id());
		if (this.shown.asMap().putIfAbsent(typist, Boolean.TRUE) == null) {
			this.broadcaster.broadcast(engagement.audience(), frame(engagement));
		}
	}

	private Frame frame(EngagementReference engagement) {
		ServerMessage.User user = ServerMessage.User.of(engagement.person());
		ServerMessage.TypingNow now = new ServerMessage.TypingNow(engagement.id(), new ServerMessage.TypingData(user));
		return this.frames.ephemeral(now);
	}

	private record Typist(String engagement, String user) {
	}

}
