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
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TemplatePresetTests {

	private final Target target = Target.of(Endpoint.of("ws://127.0.0.1:1/ws?a=b"), 6);

	@Test
	void everyBuiltInPresetCanBeReadAndPublishes() throws IOException {
		for (String name : List.of("echo", "broadcast", "socketio", "stomp", "stomp-simple")) {
			Roster roster = Presets.named(name)
				.roster(this.target.withValues(Map.of("destination", List.of("/topic/a"), "send", List.of("/app/a"))));
			MessageTemplate message = roster.message(0, 200);
			byte[] bytes = new byte[message.length()];
			message.write(bytes, 9, 3, 4, 5, 6);
			Payload payload = Payload.of(new String(bytes, StandardCharsets.UTF_8));
			Stamp stamp = new Stamp(9);

			assertThat(stamp.find(payload)).as(name).isTrue();
			assertThat(stamp.publisher(payload)).isEqualTo(3);
			assertThat(message.length()).isEqualTo(200);
			assertThat(payload.text()).doesNotContain("{{");
		}
	}

	@Test
	void clientsAreSpreadOverRoomsAndValuesTakenInTurn(@TempDir Path folder) throws IOException {
		Path file = folder.resolve("mine.yaml");
		Files.writeString(file, """
				name: mine
				connect:
				  path: /chat?token={{token}}
				  headers: { X-Client: "{{client}}" }
				join:
				  - { send: '{"join":"{{room}}"}' }
				publish: '{"to":"{{room}}","text":"{{stamp}}{{padding}}"}'
				fanout: others
				sequence: '"n":'
				""");
		Roster roster = Presets.named(file.toString())
			.roster(this.target.withRooms(2).withValues(Map.of("token", List.of("t1", "t2"))));

		assertThat(roster.rooms()).isEqualTo(2);
		assertThat(roster.publishesTo(3)).isEqualTo(1);
		assertThat(roster.fanout()).isEqualTo(Roster.Fanout.OTHERS);
		assertThat(roster.dial(1).endpoint().target()).isEqualTo("/chat?token=t2");
		assertThat(roster.dial(1).headers()).containsEntry("X-Client", "2");
		assertThat(roster.dialogue(0).sequence(Payload.of("{\"n\":4711,\"x\":1}"))).isEqualTo(4711);
		assertThat(roster.dialogue(0).sequence(Payload.of("{}"))).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "name: x", "publish: '{{stamp}}'", "name: x\npublish: no stamp", "- a list", "",
			"name: x\npublish: '{{stamp}}'\nsurprise: 1", "name: [", "name: x\npublish: '{{stamp}}'\nfanout: nobody" })
	void aTemplateThatCannotWorkIsRefusedWithItsName(String yaml, @TempDir Path folder) throws IOException {
		Path file = folder.resolve("bad.yaml");
		Files.writeString(file, yaml);

		assertThatIllegalArgumentException().isThrownBy(() -> Presets.named(file.toString()));
	}

	@Test
	void aMissingValueIsAskedForByName() throws IOException {
		Roster roster = Presets.named("stomp").roster(this.target);

		assertThatIllegalArgumentException().isThrownBy(() -> roster.message(0, 10))
			.withMessageContaining("--set send=");
	}

	@Test
	void anUnknownPresetIsRefusedWithTheKnownOnes() {
		assertThatIllegalArgumentException().isThrownBy(() -> Presets.named("carrier-pigeon"))
			.withMessageContaining("socketio");
	}

}
