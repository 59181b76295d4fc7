package dev.parley.lab.preset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.RecordedSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PresetsTests {

	@TempDir
	private Path folder;

	@Test
	void everyNameIsAPresetThatKnowsItsName() {
		assertThat(Presets.NAMES).allSatisfy((name) -> assertThat(Presets.named(name).name()).isEqualTo(name));
	}

	@ParameterizedTest
	@CsvSource({ "echo, SENDER", "broadcast, EVERYONE" })
	void theSimplestServersConfirmAndNumberNothing(String name, Roster.Fanout fanout) throws IOException {
		try (Roster roster = Presets.named(name).roster(Target.of(Endpoint.of("ws://127.0.0.1:1"), 4))) {
			assertThat(roster.fanout()).isEqualTo(fanout);
			assertThat(roster.acks()).isFalse();
			assertThat(roster.numbers()).isFalse();
			assertThat(roster.rooms()).isEqualTo((fanout == Roster.Fanout.SENDER) ? 4 : 1);
			assertThat(roster.publishOverHttp(0, "x", 1)).isEmpty();
		}
	}

	@Test
	void aListenerSaysWhenItHasJoined() {
		try (RecordedSocket connection = new RecordedSocket()) {
			Dialogue parley = Presets.listener("parley");
			assertThat(parley.opened(connection.socket())).isFalse();
			assertThat(parley.receive(connection.socket(), Payload.of("{\"type\":\"welcome\"}")))
				.isEqualTo(Dialogue.MessageKind.READY);

			assertThat(Presets.listener("echo").opened(connection.socket())).isTrue();
		}
	}

	@Test
	void socketIoJoinsAndAnswersItsPings() {
		try (RecordedSocket connection = new RecordedSocket()) {
			Dialogue dialogue = Presets.listener("socketio");
			dialogue.opened(connection.socket());

			dialogue.receive(connection.socket(), Payload.of("0{\"sid\":\"x\"}"));
			dialogue.receive(connection.socket(), Payload.of("2"));

			assertThat(connection.texts()).containsExactly("40", "3");
			assertThat(dialogue.receive(connection.socket(), Payload.of("40{\"sid\":\"y\"}")))
				.isEqualTo(Dialogue.MessageKind.READY);
			assertThat(dialogue.receive(connection.socket(), Payload.of("42[\"message\",\"x\"]")))
				.isEqualTo(Dialogue.MessageKind.DELIVERY);
			assertThat(dialogue.receive(connection.socket(), Payload.of("41"))).isEqualTo(Dialogue.MessageKind.OTHER);
		}
	}

	@Test
	void clientsSpreadOverGivenRoomsInTurn() throws IOException {
		Path file = Files.writeString(this.folder.resolve("mine.yaml"), """
				name: mine
				publish: '{{room}} {{client}} {{stamp}}'
				fanout: everyone
				rooms: [red, green]
				""");
		Target target = Target.of(Endpoint.of("ws://127.0.0.1:1"), 3).withRooms(2);
		try (Roster roster = Presets.named(file.toString()).roster(target)) {
			assertThat(List.of(sent(roster, 0), sent(roster, 1), sent(roster, 2))).containsExactly("red 1", "green 2",
					"red 3");
		}
		try (Roster roster = Presets.named(file.toString())
			.roster(target.withValues(Map.of("room", List.of("blue"))))) {
			assertThat(sent(roster, 1)).isEqualTo("blue 2");
		}
	}

	@Test
	void roomsHaveNamesOfTheirOwnWhereNoneAreGiven() throws IOException {
		Path file = Files.writeString(this.folder.resolve("mine.yaml"),
				"name: mine\npublish: '{{room}} {{client}} {{stamp}}'\n");
		try (Roster roster = Presets.named(file.toString())
			.roster(Target.of(Endpoint.of("ws://127.0.0.1:1"), 3).withRooms(9))) {
			assertThat(roster.rooms()).as("no more rooms than clients").isEqualTo(3);
			assertThat(sent(roster, 2)).isEqualTo("room-3 3");
		}
	}

	@Test
	void headersAndSubprotocolsOfTheTargetCountMoreThanThoseOfTheTemplate() throws IOException {
		Path file = Files.writeString(this.folder.resolve("mine.yaml"), """
				name: mine
				connect:
				  query: id={{client}}
				  headers: { X-A: template, X-B: template }
				  subprotocols: ['v{{client}}']
				publish: '{{stamp}}'
				""");
		Endpoint endpoint = Endpoint.of("ws://127.0.0.1:1/ws?x=y");
		Dial given = new Dial(endpoint, Map.of("X-A", "target"), List.of("chat"));
		try (Roster roster = Presets.named(file.toString()).roster(new Target(given, null, 2, 1, Map.of(), false))) {
			Dial dial = roster.dial(1);

			assertThat(dial.endpoint().target()).isEqualTo("/ws?x=y&id=2");
			assertThat(dial.headers()).isEqualTo(Map.of("X-A", "target", "X-B", "template"));
			assertThat(dial.subprotocols()).containsExactly("chat");
		}
		try (Roster roster = Presets.named(file.toString()).roster(Target.of(endpoint, 2))) {
			assertThat(roster.dial(0).subprotocols()).containsExactly("v1");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "name: x|needs at least 'name' and 'publish'", "publish: '{{stamp}}'|needs at least 'name'",
					"name: x\\npublish: hello|needs {{stamp}} somewhere",
					"name: x\\npublish: '{{stamp}}'\\nsurprise: 1|is not valid" })
	void saysWhatIsWrongWithATemplate(String yaml, String what) throws IOException {
		Path file = Files.writeString(this.folder.resolve("bad.yaml"), yaml.replace("\\n", "\n"));

		assertThatIllegalArgumentException().isThrownBy(() -> Presets.named(file.toString()))
			.withMessageContaining(what);
	}

	@Test
	void aValueIsTakenInTurnAndMayBeMissing() {
		Target target = Target.of(Endpoint.of("ws://127.0.0.1:1"), 2)
			.withValues(Map.of("token", List.of("a", "b"), "none", List.of()));

		assertThat(List.of(target.value("token", 0), target.value("token", 3))).containsExactly("a", "b");
		assertThat(target.value("none", 0)).isNull();
		assertThat(target.value("other", 0)).isNull();
	}

	@Test
	void aRunWithoutClientsOrRoomsIsRefused() {
		Endpoint endpoint = Endpoint.of("ws://127.0.0.1:1");

		assertThatIllegalArgumentException().isThrownBy(() -> Target.of(endpoint, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> Target.of(endpoint, 1).withRooms(0));
		assertThatIllegalArgumentException().isThrownBy(() -> Target.of(endpoint, 1).withClients(-1));
	}

	private static String sent(Roster roster, int client) {
		MessageTemplate message = roster.message(client, 0);
		byte[] bytes = new byte[message.length()];
		message.write(bytes, 1, client, 0, 0, 0);
		String text = new String(bytes, StandardCharsets.UTF_8);
		return text.substring(0, text.indexOf(" lab."));
	}

}
