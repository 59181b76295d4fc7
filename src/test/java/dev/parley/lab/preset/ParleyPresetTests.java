package dev.parley.lab.preset;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ParleyPresetTests {

	private static final String ENGAGEMENTS = "GET /engagements?limit=200";

	private AnsweringApi server;

	@BeforeEach
	void start() throws IOException {
		this.server = new AnsweringApi();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void usersTakeTurnsAndHearWhatTheyMaySee() throws IOException {
		this.server.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")
			.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"b\"}]}");
		try (Roster roster = roster(target(2, Map.of("token", List.of("t1", "t2"))))) {
			assertThat(roster.rooms()).isEqualTo(2);
			assertThat(roster.roomsOf(0)).containsExactly(0, 1);
			assertThat(roster.roomsOf(1)).as("b is heard by both and comes first").containsExactly(0);
			assertThat(roster.roomsOf(2)).isEqualTo(roster.roomsOf(0));
			assertThat(List.of(roster.publishesTo(0), roster.publishesTo(2), roster.publishesTo(1))).containsExactly(0,
					1, 0);
			assertThat(roster.dial(0).subprotocols()).containsExactly("parley.v1", "parley.bearer.t1");
			assertThat(roster.dial(3).subprotocols()).containsExactly("parley.v1", "parley.bearer.t2");
			assertThat(roster.fanout()).isEqualTo(Roster.Fanout.EVERYONE);
			assertThat(roster.acks()).isTrue();
			assertThat(roster.numbers()).isTrue();
		}
		assertThat(this.server.calls()).containsExactly(ENGAGEMENTS + " Bearer t1", ENGAGEMENTS + " Bearer t2");
	}

	@Test
	void aMessageIsAFrameOfTheWireWithItsStampAsTheId() throws IOException {
		this.server.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"a\"}]}");
		try (Roster roster = roster(target(1, Map.of("token", List.of("t1"))))) {
			MessageTemplate message = roster.message(0, 160);
			byte[] bytes = new byte[message.length()];
			message.write(bytes, 1, 0, 5, 0, 0);

			assertThat(new String(bytes, StandardCharsets.UTF_8)).hasSize(160)
				.startsWith("{\"type\":\"send_message\",\"id\":\"" + Stamp.text(1, 0, 5, 0, 0)
						+ "\",\"data\":{\"engagement\":\"a\",\"text\":\"measured measure");
		}
	}

	@Test
	void theSameMessageGoesByRest() throws IOException {
		this.server.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"a\"}]}");
		try (Roster roster = roster(target(1, Map.of("token", List.of("t1"))))) {
			assertThat(roster.publishOverHttp(0, "lab.1", 60)).hasValueSatisfying((request) -> {
				assertThat(request.method()).isEqualTo("POST");
				assertThat(request.uri().getPath()).isEqualTo("/api/engagements/a/messages");
				assertThat(request.headers().firstValue("Authorization")).contains("Bearer t1");
			});
		}
	}

	@Test
	void usersSignInWithTheirPasswordOrThatOfTheDemo() throws IOException {
		this.server.on("POST /auth/login", 200, "{\"accessToken\":\"t\"}")
			.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"a\"}]}");

		roster(target(1, Map.of("user", List.of("mia@x.example:pw", "gil@x.example")))).close();

		assertThat(this.server.calls().get(0)).contains("mia@x.example", "\"pw\"");
		assertThat(this.server.calls().get(1)).contains("gil@x.example", "\"parley-demo\"");
	}

	@Test
	void givenEngagementsAreTheRooms() throws IOException {
		this.server.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]}");
		try (Roster roster = roster(target(1, Map.of("token", List.of("t"), "engagement", List.of("c", "b"))))) {
			assertThat(roster.rooms()).isEqualTo(2);
			assertThat(roster.roomsOf(0)).containsExactly(0, 1);
		}
	}

	@Test
	void aUserWhoSeesNoneOfTheRoomsIsAnError() {
		this.server.on(ENGAGEMENTS, 200, "{\"items\":[{\"id\":\"a\"}]}");

		assertThatIllegalArgumentException()
			.isThrownBy(() -> roster(target(1, Map.of("token", List.of("t"), "engagement", List.of("z")))))
			.withMessageContaining("sees none of the engagements [z]");
	}

	@Test
	void usersWhoSeeNothingAreAnError() {
		this.server.on(ENGAGEMENTS, 200, "{\"items\":[]}");

		assertThatIllegalArgumentException().isThrownBy(() -> roster(target(1, Map.of("token", List.of("t")))))
			.withMessageContaining("sees an engagement; give --user and --set engagement=");
	}

	@Test
	void aPasswordThatIsRefusedEndsTheRunWithTheAnswer() {
		this.server.on("POST /auth/login", 401, "wrong");

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> roster(target(1, Map.of("user", List.of("mia@x.example:no")))))
			.withMessage("POST /auth/login was answered with 401: wrong");
	}

	@ParameterizedTest
	@CsvSource({ "ws://h/ws, http://h/api", "ws://h:8080/ws, http://h:8080/api", "wss://h/ws?x=y, https://h/api",
			"https://h:1/ws, https://h:1/api" })
	void theRestInterfaceIsNextToTheSocket(String socket, String api) {
		assertThat(ParleyPreset.apiOf(Target.of(Endpoint.of(socket), 1))).isEqualTo(URI.create(api));
	}

	@Test
	void aGivenRestInterfaceIsTakenAsItIs() {
		assertThat(ParleyPreset.apiOf(target(1, Map.of()))).isEqualTo(this.server.base());
	}

	private Roster roster(Target target) throws IOException {
		return Presets.named("parley").roster(target);
	}

	private Target target(int rooms, Map<String, List<String>> values) {
		return new Target(Dial.to(Endpoint.of("ws://127.0.0.1:1/ws/engagement")), this.server.base(), 4, rooms, values,
				false);
	}

}
