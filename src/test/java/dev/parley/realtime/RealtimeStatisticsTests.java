package dev.parley.realtime;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;

import static dev.parley.realtime.TestConnections.answer;
import static dev.parley.realtime.TestConnections.client;
import static dev.parley.realtime.TestConnections.msp;
import static dev.parley.realtime.TestConnections.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RealtimeStatisticsTests {

	private final TestConnections connections = new TestConnections();

	private final RealtimeStatistics statistics = this.connections.statistics;

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void countsConnectionsByRoleAndOrganisation() {
		this.connections.connect(client("gil", "globex"));
		this.connections.connect(client("gil", "globex"));
		this.connections.connect(msp("mia", "northwind"));
		this.connections
			.connect(user("dana", new Grant(Role.CLIENT, "globex", false), new Grant(Role.MSP, "contoso", false)));
		this.connections.connect(user("root", new Grant(Role.ADMIN, null, false)));
		ConnectionCounts all = this.connections.manager.counts((caller) -> true);
		assertThat(all).returns(5, ConnectionCounts::total)
			.returns(3, ConnectionCounts::client)
			.returns(2, ConnectionCounts::msp)
			.returns(1, ConnectionCounts::dual)
			.returns(4, ConnectionCounts::users)
			.returns(Map.of("globex", 3), ConnectionCounts::perClient)
			.returns(Map.of("northwind", 1, "contoso", 1), ConnectionCounts::perMsp);
		ConnectionCounts globex = this.connections.manager.counts((caller) -> caller.clients().contains("globex"));
		assertThat(globex.total()).isEqualTo(3);
	}

	@Test
	void countsFramesAndBytesInAndOut() {
		FakeTransport transport = new FakeTransport();
		Connection root = this.connections.manager.connect(user("root", new Grant(Role.ADMIN, null, false)), transport,
				false);
		this.connections.manager.received(root, 100);
		root.send(answer("12345678"));
		await().until(() -> this.statistics.traffic().messagesOut().total() == 2);
		int welcome = transport.messages().getFirst().length();
		assertThat(this.statistics.traffic().bytesOut().total()).isEqualTo(welcome + 4 + 10);
		assertThat(this.statistics.traffic().messagesIn().total()).isOne();
		assertThat(this.statistics.traffic().bytesIn().total()).isEqualTo(100);
	}

	@Test
	void countsTrafficByTheOrganisationsOfTheConnection() {
		Connection mia = connect(msp("mia", "northwind"));
		Connection lena = connect(msp("lena", "contoso"));
		this.connections.manager.received(mia, 100);
		this.connections.manager.received(lena, 7);
		assertThat(of("northwind").messagesIn().total()).isOne();
		assertThat(of("northwind").bytesIn().total()).isEqualTo(100);
		assertThat(of("contoso").bytesIn().total()).isEqualTo(7);
		assertThat(of("hooli")).isEqualTo(ConnectionTraffic.NONE);
		assertThat(this.statistics.traffic().bytesIn().total()).isEqualTo(107);
	}

	@Test
	void countsAConnectionOfTwoOrganisationsOnceForWhoSeesBoth() {
		Connection dana = connect(
				user("dana", new Grant(Role.CLIENT, "globex", false), new Grant(Role.MSP, "contoso", false)));
		this.connections.manager.received(dana, 100);
		assertThat(of("globex").bytesIn().total()).isEqualTo(100);
		assertThat(of("contoso").bytesIn().total()).isEqualTo(100);
		assertThat(of("contoso", "globex").bytesIn().total()).isEqualTo(100);
	}

	@Test
	void keepsTheTrafficOfAConnectionThatHasEndedAndItsLastWords() {
		FakeTransport transport = new FakeTransport();
		Connection gil = this.connections.manager.connect(client("gil", "globex"), transport, false);
		this.connections.manager.received(gil, 100);
		gil.send(answer("last words"));
		this.connections.manager.kick("gil");
		await().until(() -> transport.closed() != null);
		this.connections.manager.disconnect(gil);
		assertThat(this.connections.manager.count()).isZero();
		assertThat(of("globex").bytesIn().total()).isEqualTo(100);
		assertThat(transport.messages()).contains("last words");
		assertThat(of("globex").messagesOut().total()).isEqualTo(transport.messages().size());
	}

	@Test
	void trafficBeforeAChangeOfGrantsStaysWithTheOrganisationItWasOf() {
		Connection mia = connect(msp("mia", "northwind"));
		this.connections.manager.received(mia, 100);
		this.connections.manager.renew(mia, msp("mia", "contoso"));
		mia.send(answer("hello"));
		await().until(() -> of("contoso").messagesOut().total() > 0);
		this.connections.manager.received(mia, 7);
		assertThat(of("northwind").bytesIn().total()).isEqualTo(100);
		assertThat(of("contoso").bytesIn().total()).isEqualTo(7);
	}

	@Test
	void givesTheRateOfSomeOrganisationsAlone() {
		Connection mia = connect(msp("mia", "northwind"));
		Connection lena = connect(msp("lena", "contoso"));
		this.connections.manager.received(mia, 100);
		this.connections.manager.received(lena, 7);
		this.connections.turn(Duration.ofSeconds(1).plus(TimerWheel.TICK));
		assertThat(of("northwind").bytesIn().perSecond()).isEqualTo(100);
		assertThat(this.statistics.traffic().bytesIn().perSecond()).isEqualTo(107);
	}

	@Test
	void countsHandshakes() {
		this.connections.connect(client("gil", "globex"));
		this.statistics.handshakeRefused("unauthenticated");
		this.statistics.handshakeRefused("unauthenticated");
		this.statistics.handshakeRefused("origin");
		assertThat(this.statistics.handshakes())
			.isEqualTo(new RealtimeStatistics.Handshakes(1, Map.of("origin", 1L, "unauthenticated", 2L)));
	}

	@Test
	void offersEveryFigureAsAMetric() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new RealtimeMetrics(this.connections.manager, this.statistics).bindTo(registry);
		this.connections.connect(client("gil", "globex"));
		this.connections.manager.kick("gil");
		this.connections.connect(client("gwen", "globex"));
		this.statistics.handshakeRefused("origin");
		assertThat(registry.get("parley.connections").gauge().value()).isOne();
		assertThat(registry.get("parley.users").gauge().value()).isOne();
		assertThat(registry.get("parley.handshakes.accepted").functionCounter().count()).isEqualTo(2);
		assertThat(registry.get("parley.handshakes.refused").functionCounter().count()).isOne();
		assertThat(registry.get("parley.connections.closed").tag("code", "4453").functionCounter().count()).isOne();
		await().until(() -> registry.get("parley.messages.out").functionCounter().count() > 0);
	}

	@Test
	void givesTheRateOfTheLastSeconds() {
		TrafficMeter.RateWindow rate = new TrafficMeter.RateWindow();
		assertThat(rate.perSecond()).isZero();
		for (long total : new long[] { 0, 1000, 1000, 1000, 1000, 1000 }) {
			rate.sample(total);
		}
		assertThat(rate.perSecond()).isEqualTo(200);
		rate.sample(1000);
		assertThat(rate.perSecond()).isZero();
	}

	private Connection connect(Authenticated who) {
		return this.connections.manager.connect(who, new FakeTransport(), false);
	}

	/** What connections of any of these organisations have carried. */
	private ConnectionTraffic of(String... organisations) {
		return this.statistics.traffic((those) -> !Collections.disjoint(those, List.of(organisations)));
	}

}
