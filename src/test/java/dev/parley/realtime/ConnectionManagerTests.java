package dev.parley.realtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

import static dev.parley.realtime.TestConnections.GLOBEX;
import static dev.parley.realtime.TestConnections.answer;
import static dev.parley.realtime.TestConnections.awaitReceived;
import static dev.parley.realtime.TestConnections.bytes;
import static dev.parley.realtime.TestConnections.chat;
import static dev.parley.realtime.TestConnections.client;
import static dev.parley.realtime.TestConnections.msp;
import static dev.parley.realtime.TestConnections.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ConnectionManagerTests {

	private static final Grant CLIENT_OF_GLOBEX = new Grant(Role.CLIENT, "globex", false);

	private final TestConnections connections = new TestConnections();

	private final ConnectionManager manager = this.connections.manager;

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void connectsClient() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		await().until(() -> !gil.messages().isEmpty());
		assertThat(gil.messages().getFirst())
			.startsWith("{\"type\":\"welcome\",\"timestamp\":\"2026-11-20T10:00:00.000Z\"")
			.contains("\"user\":{\"id\":\"gil\",\"name\":\"gil\"}", "{\"role\":\"CLIENT\",\"organisation\":\"globex\"}",
					"\"messagesPerSecond\":20", "\"pingIntervalMs\":25000", "\"node\":\"node-a\"");
		assertThat(this.manager.countOfClient("globex")).isOne();
		assertThat(this.manager.countOfMsp("northwind")).isZero();
	}

	@Test
	void connectsMsp() {
		this.connections.connect(msp("mia", "northwind"));
		assertThat(this.manager.countOfMsp("northwind")).isOne();
		assertThat(this.manager.countOfClient("globex")).isZero();
	}

	@Test
	void connectsUserOfBothSidesOnceForEachBroadcast() {
		FakeTransport dana = this.connections.connect(user("dana", new Grant(Role.CLIENT, "globex", false),
				new Grant(Role.MSP, "northwind", false), new Grant(Role.MSP, "contoso", false)));
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 1));
		this.manager.broadcast(new Audience("contoso", "hooli"), chat("hooli-vpn", 1));
		this.manager.broadcastToClient("hooli", chat("hooli-vpn", 2));
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 2));
		awaitReceived(dana, "globex-firewall#1", "hooli-vpn#1", "globex-firewall#2");
		assertThat(this.manager.countOfClient("globex")).isOne();
		assertThat(this.manager.countOfMsp("contoso")).isOne();
		assertThat(this.manager.count()).isOne();
	}

	@Test
	void refusesUserWithoutAnyGrant() {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.connections.connect(user("eve")))
			.extracting(RejectedException::code)
			.isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(this.manager.count()).isZero();
	}

	@Test
	void disconnectsClient() {
		disconnects(client("gil", "globex"));
	}

	@Test
	void disconnectsMsp() {
		disconnects(msp("mia", "northwind"));
	}

	@Test
	void sendsPersonalMessageToAllConnectionsOfTheUserOnly() {
		FakeTransport first = this.connections.connect(client("gil", "globex"));
		FakeTransport second = this.connections.connect(client("gil", "globex"));
		FakeTransport other = this.connections.connect(client("gwen", "globex"));
		this.manager.sendToUser("gil", answer("personal"));
		this.manager.broadcastToClient("globex", answer("marker"));
		awaitReceived(first, "personal", "marker");
		awaitReceived(second, "personal", "marker");
		awaitReceived(other, "marker");
	}

	@Test
	void sendsToOneConnectionAlone() {
		FakeTransport one = new FakeTransport();
		Connection connection = this.manager.connect(client("gil", "globex"), one, false);
		FakeTransport other = this.connections.connect(client("gil", "globex"));
		connection.send(answer("for one"));
		this.manager.broadcastToClient("globex", answer("marker"));
		awaitReceived(one, "for one", "marker");
		awaitReceived(other, "marker");
	}

	@Test
	void broadcastsToClient() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		FakeTransport ian = this.connections.connect(client("ian", "initech"));
		FakeTransport mia = this.connections.connect(msp("mia", "northwind"));
		this.manager.broadcastToClient("globex", answer("to globex"));
		broadcastMarker();
		awaitReceived(gil, "to globex", "marker");
		awaitReceived(ian, "marker");
		awaitReceived(mia, "marker");
	}

	@Test
	void broadcastsToMsp() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		FakeTransport mia = this.connections.connect(msp("mia", "northwind"));
		FakeTransport lena = this.connections.connect(msp("lena", "contoso"));
		this.manager.broadcastToMsp("northwind", answer("to northwind"));
		broadcastMarker();
		this.manager.broadcastToMsp("contoso", answer("marker"));
		awaitReceived(gil, "marker");
		awaitReceived(mia, "to northwind", "marker");
		awaitReceived(lena, "marker");
	}

	@Test
	void keepsTheOrderInWhichOneThreadSends() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		String[] expected = new String[500];
		for (int seq = 1; seq <= expected.length; seq++) {
			this.manager.broadcast(GLOBEX, chat("globex-firewall", seq));
			expected[seq - 1] = "globex-firewall#" + seq;
		}
		awaitReceived(gil, expected);
	}

	@Test
	void cleansUpFailedConnectionWhileOtherConnectionsGetTheBroadcast() {
		FakeTransport before = this.connections.connect(client("gil", "globex"));
		FakeTransport failing = this.connections.connect(client("gwen", "globex"));
		FakeTransport after = this.connections.connect(client("glen", "globex"));
		await().until(() -> !failing.messages().isEmpty());
		failing.fail();
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 1));
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 2));
		awaitReceived(before, "globex-firewall#1", "globex-firewall#2");
		awaitReceived(after, "globex-firewall#1", "globex-firewall#2");
		await().until(() -> this.manager.count() == 2);
		assertThat(failing.isAborted()).isTrue();
		assertThat(this.manager.countOfUser("gwen")).isZero();
		assertThat(this.connections.statistics.losses().failed()).isOne();
	}

	@Test
	void closesAfterWhatWaitsIsWritten() {
		FakeTransport gil = new FakeTransport().stall();
		Connection connection = this.manager.connect(client("gil", "globex"), gil, false);
		connection.send(answer("last words"));
		connection.close(CloseCode.KICKED);
		connection.send(answer("too late"));
		await().until(() -> !gil.messages().isEmpty());
		assertThat(gil.closed()).isNull();
		assertThat(connection.isOpen()).isFalse();
		assertThat(this.manager.count()).isZero();
		gil.flow();
		await().until(() -> gil.closed() == CloseCode.KICKED);
		assertThat(gil.received()).containsExactly("last words");
	}

	@Test
	void closesTheOldestWhenAUserOpensTooMany() {
		FakeTransport oldest = this.connections.connect(client("gil", "globex"));
		for (int i = 1; i < 20; i++) {
			this.connections.connect(client("gil", "globex"));
		}
		assertThat(this.manager.countOfUser("gil")).isEqualTo(20);
		FakeTransport newest = this.connections.connect(client("gil", "globex"));
		await().until(() -> oldest.closed() == CloseCode.REPLACED);
		assertThat(this.manager.countOfUser("gil")).isEqualTo(20);
		assertThat(newest.closed()).isNull();
	}

	@Test
	void followsGrantsThatChangeWhileConnected() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		await().until(() -> !gil.messages().isEmpty());
		this.manager.rescope("gil", (before) -> Optional.of(client("gil", "initech").caller()));
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 1));
		this.manager.broadcastToClient("initech", answer("marker"));
		awaitReceived(gil, "marker");
		assertThat(this.manager.countOfClient("globex")).isZero();
		assertThat(this.manager.countOfClient("initech")).isOne();
	}

	@Test
	void closesConnectionWhoseSignInWasWithdrawn() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		this.manager.rescope("gil", (before) -> Optional.empty());
		await().until(() -> gil.closed() == CloseCode.TOKEN_EXPIRED);
	}

	@Test
	void closesConnectionThatHasLostItsLastGrant() {
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		this.manager.rescope("gil", (before) -> Optional.of(new Caller("gil", "gil", Set.of())));
		await().until(() -> gil.closed() == CloseCode.FORBIDDEN);
	}

	@Test
	void limitsAConnectionWhoseHandshakeSawGrantsThatChangedMeanwhile() {
		this.manager.rescope("gil", (before) -> Optional.of(client("gil", "initech").caller()));
		FakeTransport gil = this.connections.connect(client("gil", "globex"));
		await().until(() -> this.manager.countOfClient("initech") == 1);
		assertThat(this.manager.countOfClient("globex")).isZero();
		assertThat(gil.closed()).isNull();
	}

	@Test
	void sendsNothingThatWaitedForAScopeThatWasLost() {
		FakeTransport gil = new FakeTransport().stall();
		this.manager.connect(client("gil", "globex"), gil, false);
		await().until(() -> !gil.messages().isEmpty());
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 1));
		this.manager.rescope("gil", (before) -> Optional.of(client("gil", "initech").caller()));
		await().until(() -> this.manager.count() == 0);
		gil.flow();
		await().until(() -> gil.closed() == CloseCode.GOING_AWAY);
		assertThat(gil.received()).isEmpty();
	}

	@Test
	void reachesAnAudienceWhileAConnectionIsInItsScope() {
		Audience initech = new Audience("northwind", "initech");
		assertThat(this.manager.reaches(GLOBEX)).isFalse();
		Connection gil = this.manager.connect(client("gil", "globex"), new FakeTransport(), false);
		assertThat(this.manager.reaches(GLOBEX)).isTrue();
		assertThat(this.manager.reaches(initech)).isFalse();
		this.manager.renew(gil, client("gil", "initech"));
		assertThat(this.manager.reaches(GLOBEX)).isFalse();
		assertThat(this.manager.reaches(initech)).isTrue();
		Connection mia = this.manager.connect(msp("mia", "northwind"), new FakeTransport(), false);
		gil.close(CloseCode.KICKED);
		assertThat(this.manager.reaches(GLOBEX)).isTrue();
		this.manager.disconnect(mia);
		assertThat(this.manager.reaches(GLOBEX)).isFalse();
		assertThat(this.manager.reaches(initech)).isFalse();
	}

	@Test
	void reachesAScopeWithoutInterruptionWhileOtherScopesOfItsOnlyConnectionChange() {
		Authenticated[] grants = { user("dana", CLIENT_OF_GLOBEX, new Grant(Role.CLIENT, "initech", false)),
				user("dana", CLIENT_OF_GLOBEX, new Grant(Role.CLIENT, "hooli", false)) };
		Connection dana = this.manager.connect(grants[0], new FakeTransport(), false);
		CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 20_000; i++) {
				this.manager.renew(dana, grants[i % 2]);
			}
		});
		while (!changes.isDone()) {
			assertThat(this.manager.reaches(GLOBEX)).isTrue();
		}
		changes.join();
	}

	@Test
	void reachesNoAudienceAfterConnectionsThatCameChangedAndWentAtTheSameTime() {
		CompletableFuture<?>[] users = IntStream.range(0, 8)
			.mapToObj((user) -> CompletableFuture.runAsync(() -> comeChangeAndGo("user" + user, 200)))
			.toArray(CompletableFuture[]::new);
		CompletableFuture.allOf(users).join();
		assertThat(this.manager.count()).isZero();
		for (String client : List.of("globex", "initech", "hooli")) {
			assertThat(this.manager.countOfClient(client)).isZero();
		}
		assertThat(this.manager.reaches(GLOBEX)).isFalse();
	}

	@Test
	void refusesToRenewWithTheTokenOfAnotherUser() {
		Connection connection = this.manager.connect(client("gil", "globex"), new FakeTransport(), false);
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> this.manager.renew(connection, client("ian", "initech")))
			.extracting(RejectedException::code)
			.isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(connection.authenticated().caller().id()).isEqualTo("gil");
	}

	@Test
	void kicksAllConnectionsOfAUser() {
		FakeTransport first = this.connections.connect(client("gil", "globex"));
		FakeTransport second = this.connections.connect(client("gil", "globex"));
		this.manager.kick("gil");
		await().until(() -> first.closed() == CloseCode.KICKED && second.closed() == CloseCode.KICKED);
		assertThat(this.manager.count()).isZero();
	}

	@Test
	void sendsWaitingFramesAsOneArrayToClientsThatBatch() {
		FakeTransport gil = new FakeTransport().stall();
		Connection connection = this.manager.connect(user("gil", new Grant(Role.ADMIN, null, false)), gil, true);
		await().until(() -> !gil.messages().isEmpty());
		connection.send(answer("1"));
		connection.send(answer("2"));
		connection.send(answer("x".repeat(200)));
		gil.flow();
		awaitReceived(gil, "[1,2," + "x".repeat(200) + "]");
		connection.send(answer("alone"));
		awaitReceived(gil, "[1,2," + "x".repeat(200) + "]", "alone");
	}

	@Test
	void writesAFrameThatIsLargerThanAWrite() {
		FakeTransport gil = new FakeTransport();
		Connection connection = this.manager.connect(client("gil", "globex"), gil, false);
		String large = "x".repeat(200_000);
		connection.send(answer("before"));
		connection.send(answer(large));
		connection.send(Frame.state("key", bytes("after")));
		await().until(() -> gil.received().size() == 3);
		assertThat(gil.received().equals(List.of("before", large, "after"))).isTrue();
	}

	private void comeChangeAndGo(String user, int times) {
		for (int i = 0; i < times; i++) {
			Connection connection = this.manager.connect(client(user, "globex"), new FakeTransport(), false);
			CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> this.manager.disconnect(connection));
			this.manager.renew(connection, client(user, "initech"));
			this.manager.renew(connection, client(user, "hooli"));
			closing.join();
		}
	}

	private void disconnects(Authenticated who) {
		FakeTransport transport = new FakeTransport();
		Connection connection = this.manager.connect(who, transport, false);
		await().until(() -> !transport.messages().isEmpty());
		FakeTransport other = this.connections.connect(client("glen", "globex"));
		this.manager.disconnect(connection);
		this.manager.disconnect(connection);
		assertThat(this.manager.countOfUser(who.caller().id())).isZero();
		assertThat(this.manager.count()).isOne();
		assertThat(connection.isOpen()).isFalse();
		this.manager.broadcast(GLOBEX, chat("globex-firewall", 1));
		awaitReceived(other, "globex-firewall#1");
		assertThat(transport.received()).isEmpty();
	}

	private void broadcastMarker() {
		this.manager.broadcast(GLOBEX, answer("marker"));
		this.manager.broadcastToClient("initech", answer("marker"));
	}

}
