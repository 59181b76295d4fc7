package dev.parley.lab.preset;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.RecordedSocket;

import static org.assertj.core.api.Assertions.assertThat;

class ParleyDialogueTests {

	private final RecordedSocket connection = new RecordedSocket();

	private final ParleyDialogue dialogue = new ParleyDialogue();

	@AfterEach
	void close() {
		this.connection.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"type\":\"welcome\",\"data\":{}}|READY", "{\"type\":\"chat_message\",\"seq\":1}|DELIVERY",
					"{\"type\":\"ack\",\"id\":\"x\"}|ACK", "{\"type\":\"error\",\"code\":\"no\"}|REFUSED",
					"{\"type\":\"chat_message_edited\"}|OTHER", "{\"type\":\"acknowledged\"}|OTHER",
					"{\"type\":\"presence\"}|OTHER", "{\"typ\":\"welcome\"}|OTHER", "hello|OTHER" })
	void tellsFramesApartByTheirType(String frame, Dialogue.MessageKind kind) {
		assertThat(this.dialogue.opened(this.connection.socket())).isFalse();
		assertThat(this.dialogue.receive(this.connection.socket(), Payload.of(frame))).isEqualTo(kind);
	}

	@Test
	void onlyTheFrameItselfHasANumber() {
		assertThat(this.dialogue.sequence(Payload.of("{\"type\":\"chat_message\",\"seq\":17,\"data\":{\"seq\":99}}")))
			.isEqualTo(17);
		assertThat(this.dialogue.sequence(Payload.of("{\"type\":\"read\",\"data\":{\"seq\":99}}"))).isEqualTo(-1);
		assertThat(this.dialogue.sequence(Payload.of("{\"type\":\"presence\"}"))).isEqualTo(-1);
	}

	@Test
	void knowsARoomByItsEngagement() throws IOException {
		try (Tokens tokens = Tokens.fetch(List.of(() -> "t"), Clock.systemUTC())) {
			ParleyDialogue two = new ParleyDialogue(Map.of("a-1", 0, "b-2", 1), tokens, 0);

			assertThat(two.room(Payload.of("{\"engagement\":\"b-2\",\"seq\":1}"))).isEqualTo(1);
			assertThat(two.room(Payload.of("{\"engagement\":\"c-3\"}"))).isEqualTo(-1);
			assertThat(two.room(Payload.of("{\"engagement\":\"a-1"))).isEqualTo(-1);
		}
	}

	@Test
	void readsWhyAMessageWasRefused() {
		assertThat(this.dialogue.reason(Payload.of("{\"type\":\"error\",\"code\":\"rate_limited\"}")))
			.isEqualTo("rate_limited");
		assertThat(this.dialogue.reason(Payload.of("{\"type\":\"error\"}"))).isEmpty();
	}

	@Test
	void saysWhatItWaitsFor() {
		assertThat(this.dialogue.waitsFor()).isEqualTo("its welcome");
	}

	@Test
	void waitsForANewerTokenThanTheOneThatExpires() throws IOException {
		Deque<String> source = new ArrayDeque<>(List.of("old", "new"));
		try (Tokens tokens = Tokens.fetch(List.of(source::remove, source::remove), Clock.systemUTC())) {
			ParleyDialogue kept = new ParleyDialogue(Map.of(), tokens, 1);

			kept.receive(this.connection.socket(), Payload.of("{\"type\":\"token_expiring\",\"data\":{}}"));

			assertThat(this.connection.texts()).as("no newer token yet").isEmpty();
		}
	}

	@Test
	void aListenerRenewsNothing() {
		this.dialogue.receive(this.connection.socket(), Payload.of("{\"type\":\"token_expiring\",\"data\":{}}"));

		assertThat(this.connection.texts()).isEmpty();
	}

}
