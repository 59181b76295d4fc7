package dev.parley.lab.preset;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.RecordedSocket;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateDialogueTests {

	private final RecordedSocket connection = new RecordedSocket();

	private List<Template.JoinStep> join = List.of();

	private @Nullable String ack;

	private @Nullable String refused;

	private @Nullable String delivery;

	private @Nullable String sequence;

	@AfterEach
	void close() {
		this.connection.close();
	}

	@Test
	void withoutStepsAClientHearsItsRoomAtOnce() {
		TemplateDialogue dialogue = dialogue();

		assertThat(dialogue.opened(this.connection.socket())).isTrue();
		assertThat(receive(dialogue, "anything")).isEqualTo(Dialogue.MessageKind.DELIVERY);
		assertThat(dialogue.waitsFor()).isEqualTo("nothing");
	}

	@Test
	void walksItsStepsInOrder() {
		this.join = List.of(step(null, "CONNECT {{who}}"), step("CONNECTED", "SUBSCRIBE"),
				step("joined {{who}}", null));
		TemplateDialogue dialogue = dialogue();

		assertThat(dialogue.opened(this.connection.socket())).isFalse();
		assertThat(this.connection.texts()).containsExactly("CONNECT me");
		assertThat(dialogue.waitsFor()).isEqualTo("'CONNECTED'");
		assertThat(receive(dialogue, "joined me")).as("too early").isEqualTo(Dialogue.MessageKind.OTHER);
		assertThat(receive(dialogue, "CONNECTED 1.2")).isEqualTo(Dialogue.MessageKind.OTHER);
		assertThat(this.connection.texts()).containsExactly("SUBSCRIBE");
		assertThat(dialogue.waitsFor()).isEqualTo("'joined me'");
		assertThat(receive(dialogue, "joined you")).isEqualTo(Dialogue.MessageKind.OTHER);
		assertThat(receive(dialogue, "joined me")).isEqualTo(Dialogue.MessageKind.READY);
		assertThat(receive(dialogue, "joined me")).isEqualTo(Dialogue.MessageKind.DELIVERY);
	}

	@Test
	void stepsThatAwaitNothingAreDoneAtOnce() {
		this.join = List.of(step("hello", "one"), step(null, "two"), step(null, "three"));
		TemplateDialogue dialogue = dialogue();
		dialogue.opened(this.connection.socket());

		assertThat(receive(dialogue, "hello")).isEqualTo(Dialogue.MessageKind.READY);
		assertThat(this.connection.texts()).containsExactly("one", "two", "three");
	}

	@Test
	void repliesAreSentWheneverTheirMessageComesExactly() {
		this.join = List.of(step("never", null));
		TemplateDialogue dialogue = dialogue();
		dialogue.opened(this.connection.socket());

		assertThat(receive(dialogue, "ping")).isEqualTo(Dialogue.MessageKind.OTHER);
		receive(dialogue, "pingping");
		receive(dialogue, "pin");

		assertThat(this.connection.texts()).containsExactly("pong me");
	}

	@Test
	void tellsConfirmationsRefusalsAndDeliveriesApart() {
		this.ack = "RECEIPT";
		this.refused = "ERROR";
		this.delivery = "MESSAGE";
		TemplateDialogue dialogue = dialogue();
		dialogue.opened(this.connection.socket());

		assertThat(receive(dialogue, "RECEIPT 1")).isEqualTo(Dialogue.MessageKind.ACK);
		assertThat(receive(dialogue, "ERROR 1")).isEqualTo(Dialogue.MessageKind.REFUSED);
		assertThat(receive(dialogue, "MESSAGE 1")).isEqualTo(Dialogue.MessageKind.DELIVERY);
		assertThat(receive(dialogue, "INFO")).isEqualTo(Dialogue.MessageKind.OTHER);
		assertThat(receive(dialogue, "ERROR in RECEIPT")).isEqualTo(Dialogue.MessageKind.REFUSED);
	}

	@Test
	void readsTheNumberAfterItsText() {
		this.sequence = "\"seq\":";
		TemplateDialogue dialogue = dialogue();

		assertThat(dialogue.sequence(Payload.of("{\"seq\":41}"))).isEqualTo(41);
		assertThat(dialogue.sequence(Payload.of("{\"seq\":}"))).isEqualTo(-1);
		assertThat(dialogue.sequence(Payload.of("{}"))).isEqualTo(-1);
	}

	@Test
	void withoutATextThereIsNoNumberAndNoRoom() {
		TemplateDialogue dialogue = dialogue();

		assertThat(dialogue.sequence(Payload.of("{\"seq\":41}"))).isEqualTo(-1);
		assertThat(dialogue.room(Payload.of("x"))).isEqualTo(-1);
		assertThat(dialogue.reason(Payload.of("x"))).isEqualTo("refused");
	}

	private TemplateDialogue dialogue() {
		Template template = new Template("test", null, this.join, "{{stamp}}", null, this.ack, this.refused,
				this.delivery, this.sequence, List.of(new Template.Reply("ping", "pong {{who}}")), null);
		return new TemplateDialogue(template, (text) -> text.replace("{{who}}", "me"));
	}

	private Dialogue.MessageKind receive(TemplateDialogue dialogue, String text) {
		return dialogue.receive(this.connection.socket(), Payload.of(text));
	}

	private static Template.JoinStep step(@Nullable String await, @Nullable String send) {
		return new Template.JoinStep(await, send);
	}

}
