package dev.parley.gateway;

import org.springframework.stereotype.Component;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;
import dev.parley.protocol.ClientMessage.Authenticate;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Connection;
import dev.parley.realtime.ConnectionManager;

/** Extends an open connection with a new token of the same user. */
@Component
final class TokenRenewal {

	private final Authenticator authenticator;

	private final ConnectionManager connections;

	TokenRenewal(Authenticator authenticator, ConnectionManager connections) {
		this.authenticator = authenticator;
		this.connections = connections;
	}

	ServerMessage.Renewed renew(Connection connection, Authenticate message) {
		Authenticated renewed = this.authenticator.authenticate(message.token());
		this.connections.renew(connection, renewed);
		return new ServerMessage.Renewed(renewed.expiresAt());
	}

}
