package dev.parley.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.realtime.Audience;
import dev.parley.realtime.Connection;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.Frame;
import dev.parley.realtime.TestConnections;

import static dev.parley.realtime.TestConnections.client;
import static dev.parley.realtime.TestConnections.msp;
import static dev.parley.realtime.TestConnections.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * The connection manager with mocked Spring sessions.
 */
class ConnectionManagerSessionTests {

	private static final Audience GLOBEX = new Audience("northwind", "globex");

	private final TestConnections connections = new TestConnections();

	private final ConnectionManager manager = this.connections.manager();

	private final WebSocketSession gil = mock(WebSocketSession.class);

	private final WebSocketSession mia = mock(WebSocketSession.class);

	private final WebSocketSession ian = mock(WebSocketSession.class);

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void connectClient() {
		connect(client("gil", "globex"), this.gil);
		assertThat(this.manager.countOfClient("globex")).isOne();
		await().until(() -> !sent(this.gil, "\"type\":\"welcome\"").isEmpty());
	}

	@Test
	void connectMsp() {
		connect(msp("mia", "northwind"), this.mia);
		assertThat(this.manager.countOfMsp("northwind")).isOne();
		await().until(() -> !sent(this.mia, "\"type\":\"welcome\"").isEmpty());
	}

	@Test
	void connectBoth() {
		connect(user("dana", new Grant(Role.CLIENT, "globex", false), new Grant(Role.MSP, "contoso", false)), this.gil);
		assertThat(this.manager.countOfClient("globex")).isOne();
		assertThat(this.manager.countOfMsp("contoso")).isOne();
		assertThat(this.manager.count()).isOne();
	}

	@Test
	void disconnectClient() {
		Connection connection = connect(client("gil", "globex"), this.gil);
		this.manager.disconnect(connection);
		assertThat(this.manager.countOfClient("globex")).isZero();
	}

	@Test
	void disconnectMsp() {
		Connection connection = connect(msp("mia", "northwind"), this.mia);
		this.manager.disconnect(connection);
		assertThat(this.manager.countOfMsp("northwind")).isZero();
	}

	@Test
	void personalMessage() {
		connectAll();
		this.manager.sendToUser("gil", answer("for gil"));
		reaches("for gil", this.gil);
	}

	@Test
	void broadcastToClient() {
		connectAll();
		this.manager.broadcastToClient("globex", answer("to globex"));
		reaches("to globex", this.gil);
	}

	@Test
	void broadcastToMsp() {
		connectAll();
		this.manager.broadcastToMsp("northwind", answer("to northwind"));
		reaches("to northwind", this.mia);
	}

	@Test
	void broadcastEngagementUpdate() {
		connectAll();
		this.manager.broadcast(GLOBEX,
				Frame.journal("globex-firewall", 1, bytes("{\"type\":\"engagement_update\"}"), false));
		reaches("engagement_update", this.gil, this.mia);
	}

	@Test
	void broadcastInteractionUpdate() {
		connectAll();
		this.manager.broadcast(GLOBEX,
				Frame.state("interaction/globex-firewall/call", bytes("{\"type\":\"interaction_update\"}")));
		reaches("interaction_update", this.gil, this.mia);
	}

	@Test
	void broadcastAlert() {
		connectAll();
		this.manager.broadcast(GLOBEX, Frame.journal("globex-firewall", 1, bytes("{\"type\":\"alert\"}"), true));
		reaches("\"alert\"", this.gil, this.mia);
	}

	@Test
	void activeConnectionCounts() {
		connectAll();
		connect(client("gil", "globex"), mock(WebSocketSession.class));
		assertThat(this.manager.count()).isEqualTo(4);
		assertThat(this.manager.countOfClient("globex")).isEqualTo(2);
		assertThat(this.manager.countOfClient("initech")).isOne();
		assertThat(this.manager.countOfMsp("northwind")).isOne();
		assertThat(this.manager.countOfUser("gil")).isEqualTo(2);
		assertThat(this.manager.countOfMsp("contoso")).isZero();
	}

	@Test
	void broadcastWithAFailedConnectionReachesTheOthersAndCleansUpTheFailedOne() throws IOException {
		WebSocketSession failing = mock(WebSocketSession.class);
		doThrow(new IOException("Broken pipe")).when(failing).sendMessage(any());
		connect(client("gwen", "globex"), failing);
		connectAll();
		this.manager.broadcast(GLOBEX, Frame.journal("globex-firewall", 1, bytes("news"), false));
		reaches("news", this.gil, this.mia);
		await().until(() -> this.manager.countOfUser("gwen") == 0);
		assertThat(this.manager.count()).isEqualTo(3);
		await().until(() -> this.connections.statistics().losses().failed() == 1);
	}

	private void connectAll() {
		connect(client("gil", "globex"), this.gil);
		connect(msp("mia", "northwind"), this.mia);
		connect(client("ian", "initech"), this.ian);
	}

	private Connection connect(Authenticated who, WebSocketSession session) {
		return this.manager.connect(who, new SpringTransport(session, Runnable::run), false);
	}

	/**
	 * The last message reaches all sessions; the one before it, only these, once.
	 */
	private void reaches(String text, WebSocketSession... sessions) {
		this.manager.broadcast(GLOBEX, answer("marker"));
		this.manager.broadcastToClient("initech", answer("marker"));
		for (WebSocketSession session : List.of(this.gil, this.mia, this.ian)) {
			await().until(() -> sent(session, "marker").size() == 1);
			int expected = List.of(sessions).contains(session) ? 1 : 0;
			assertThat(sent(session, text)).hasSize(expected);
		}
	}

	private static List<String> sent(WebSocketSession session, String part) {
		ArgumentCaptor<WebSocketMessage<?>> messages = ArgumentCaptor.captor();
		try {
			verify(session, atLeast(0)).sendMessage(messages.capture());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		return messages.getAllValues()
			.stream()
			.map((message) -> ((TextMessage) message).getPayload())
			.filter((json) -> json.contains(part))
			.toList();
	}

	private static Frame answer(String text) {
		return Frame.connection(bytes(text));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
