package dev.parley.gateway;

import java.nio.charset.StandardCharsets;

import org.springframework.stereotype.Component;

import dev.parley.cluster.ClusterBus;
import dev.parley.realtime.ConnectionManager;

/** Closes a user's connections, on this node and on the others. */
@Component
final class Disconnector {

	static final String TOPIC = "disconnect";

	private final ConnectionManager connections;

	private final ClusterBus bus;

	Disconnector(ConnectionManager connections, ClusterBus bus) {
		this.connections = connections;
		this.bus = bus;
		bus.subscribe(TOPIC, (payload) -> connections.kick(new String(payload, StandardCharsets.UTF_8)));
	}

	void disconnect(String user) {
		this.connections.kick(user);
		this.bus.publish(TOPIC, user.getBytes(StandardCharsets.UTF_8));
	}

}
