package dev.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.ServerMessage;

import static dev.parley.realtime.TestConnections.client;
import static dev.parley.realtime.TestConnections.msp;
import static dev.parley.realtime.TestConnections.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PresenceTests {

	private static final Duration SECOND = Duration.ofSeconds(1).plus(TimerWheel.TICK);

	private final TestConnections connections = new TestConnections();

	private final List<Connection> open = new ArrayList<>();

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void showsEveryOrganisationInViewAfterTheWelcome() {
		FakeTransport gil = connect(client("gil", "globex"));
		await().until(() -> presence(gil).size() >= 2);
		assertThat(gil.messages().getFirst()).contains("\"type\":\"welcome\"");
		assertThat(organisations(gil)).contains("globex", "northwind").doesNotContain("initech", "contoso", "hooli");
	}

	@Test
	void showsAnMspOnlyItsOwnClients() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		await().until(() -> presence(mia).size() >= 4);
		assertThat(organisations(mia)).contains("northwind", "globex", "initech", "umbrella")
			.doesNotContain("contoso", "hooli", "acme");
	}

	@Test
	void showsAnAdministratorNoPresence() {
		FakeTransport admin = connect(user("root", new Grant(Role.ADMIN, null, false)));
		FakeTransport gil = connect(client("gil", "globex"));
		await().until(() -> presence(gil).size() >= 2);
		assertThat(presence(admin)).isEmpty();
	}

	@Test
	void showsAClientsPeopleToItsMspAndNotToOtherClients() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		FakeTransport ian = connect(client("ian", "initech"));
		FakeTransport lena = connect(msp("lena", "contoso"));
		FakeTransport gil = connect(client("gil", "globex"));
		await().until(() -> presence(mia).stream().anyMatch((json) -> json.contains("\"id\":\"gil\"")));
		await().until(() -> presence(gil).stream().anyMatch((json) -> json.contains("\"id\":\"mia\"")));
		assertThat(organisations(ian)).doesNotContain("globex");
		assertThat(organisations(lena)).doesNotContain("globex");
	}

	@Test
	void keepsAUserOnlineForTheGrace() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		connect(client("gil", "globex"));
		await().until(() -> last(mia, "globex").contains("\"count\":1"));
		disconnect(1);
		turn(14);
		assertThat(last(mia, "globex")).contains("\"count\":1");
		await().until(() -> {
			turn(1);
			return last(mia, "globex").contains("\"online\":[],\"count\":0");
		});
	}

	@Test
	void makesNoPresenceTrafficWhenAllReconnectWithinTheGrace() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		for (int i = 0; i < 50; i++) {
			connect(client("user" + i, "globex"));
		}
		await().until(() -> {
			turn(1);
			return last(mia, "globex").contains("\"count\":50");
		});
		int before = presence(mia).size();
		for (int i = 1; i <= 50; i++) {
			disconnect(i);
		}
		turn(5);
		FakeTransport newest = null;
		for (int i = 0; i < 50; i++) {
			newest = connect(client("user" + i, "globex"));
		}
		FakeTransport back = newest;
		await().until(() -> last(back, "globex").contains("\"count\":50"));
		turn(30);
		FakeTransport marker = connect(client("uma", "umbrella"));
		await().until(() -> presence(marker).size() >= 2);
		await().until(() -> last(mia, "umbrella").contains("\"count\":1"));
		assertThat(presence(mia)).hasSize(before + 1);
	}

	@Test
	void showsAtMostOneChangeASecond() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		await().until(() -> presence(mia).size() >= 4);
		int before = presence(mia).size();
		for (int i = 0; i < 30; i++) {
			connect(client("user" + i, "globex"));
		}
		await().until(() -> {
			turn(1);
			return last(mia, "globex").contains("\"count\":30");
		});
		assertThat(presence(mia).size() - before).isLessThanOrEqualTo(4);
	}

	@Test
	void countsAPersonWithManyConnectionsOnce() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		connect(client("gil", "globex"));
		connect(client("gil", "globex"));
		await().until(() -> last(mia, "globex").contains("\"count\":1"));
		disconnect(1);
		turn(30);
		FakeTransport gwen = connect(client("gwen", "globex"));
		await().until(() -> last(gwen, "globex").contains("\"count\":2"));
	}

	@Test
	void followsChangedGrants() {
		FakeTransport mia = connect(msp("mia", "northwind"));
		FakeTransport gil = connect(client("gil", "globex"));
		await().until(() -> last(mia, "globex").contains("\"count\":1"));
		this.connections.manager.rescope("gil", (before) -> Optional.of(client("gil", "hooli").caller()));
		await().until(() -> organisations(gil).contains("contoso"));
		await().until(() -> {
			turn(1);
			return last(mia, "globex").contains("\"count\":0");
		});
	}

	@Test
	void makesOneFrameForAHerdThatComesWithinTheInterval() {
		OnlinePeople people = new OnlinePeople("globex");
		SystemFrames frames = TestConnections.frames(this.connections.time, TestConnections.properties(Map.of()));
		people.join(new ServerMessage.User("first", "First"));
		assertThat(people.change()).isTrue();
		Frame shown = people.renewedFrame(frames);
		for (int i = 0; i < 100; i++) {
			people.join(new ServerMessage.User("u" + i, "User " + i));
			assertThat(people.change()).isFalse();
			assertThat(people.frame(frames)).isSameAs(shown);
		}
		assertThat(people.endInterval()).isTrue();
		assertThat(people.renewedFrame(frames).text()).contains("\"count\":101");
	}

	@Test
	void namesTwoHundredAndCountsAll() {
		OnlinePeople people = new OnlinePeople("globex");
		for (int i = 0; i < 300; i++) {
			people.join(new ServerMessage.User("u" + i, "User " + i));
		}
		String json = people.frame(TestConnections.frames(this.connections.time, TestConnections.properties(Map.of())))
			.text();
		assertThat(json).contains("\"count\":300").containsPattern("^(?:(?!\"id\").)*(?:\"id\"(?:(?!\"id\").)*){200}$");
	}

	private FakeTransport connect(dev.parley.identity.Authenticated who) {
		FakeTransport transport = new FakeTransport();
		this.open.add(this.connections.manager.connect(who, transport, false));
		return transport;
	}

	private void disconnect(int index) {
		this.connections.manager.disconnect(this.open.get(index));
	}

	private void turn(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.open.forEach(this.connections.manager::heard);
			this.connections.turn(SECOND);
		}
	}

	private static List<String> presence(FakeTransport transport) {
		return transport.messages().stream().filter((json) -> json.contains("\"type\":\"presence\"")).toList();
	}

	private static List<String> organisations(FakeTransport transport) {
		return presence(transport).stream()
			.map((json) -> json.replaceAll(".*\"organisation\":\"([^\"]*)\".*", "$1"))
			.toList();
	}

	private static String last(FakeTransport transport, String organisation) {
		return presence(transport).stream()
			.filter((json) -> json.contains("\"organisation\":\"" + organisation + "\""))
			.reduce("", (earlier, later) -> later);
	}

}
