package dev.parley.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.system.support.Cast;
import dev.parley.system.support.Heap;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of bad input gets a clear error or a documented close; the log shows no
 * stack trace and other clients keep talking.
 */
@LiveServer
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

	private static final int MEGABYTE = 1024 * 1024;

	/** Four times the largest frame. */
	private static final int READ_AT_MOST = 4 * 64 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	private TestClient client;

	private TestClient neighbour;

	private String engagement;

	@BeforeEach
	void connect() {
		this.engagement = this.cast.engagement();
		this.client = TestClient.connect(this.port, this.cast.token(this.cast.newcomer("CLIENT", "globex")));
		this.neighbour = TestClient.connect(this.port, this.cast.token("mia"));
	}

	@AfterEach
	void otherClientsAreNotAffected(CapturedOutput output) {
		this.neighbour.say(this.engagement, "still here");
		this.neighbour.said("still here");
		assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("Exception");
		this.client.close();
		this.neighbour.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "hello | malformed", "{ | malformed", "[] | malformed", "42 | malformed", "null | malformed",
					"{\"type\":\"shout\"} | unknown_type", "{} | bad_request",
					"{\"type\":\"send_message\"} | bad_request",
					"{\"type\":\"send_message\",\"data\":{\"engagement\":1,\"text\":\"a\"}} | malformed",
					"{\"type\":\"send_message\",\"data\":[]} | malformed" })
	void malformedFramesAreAnsweredWithAnError(String text, String code) {
		this.client.sendText(text);
		assertThat(this.client.await("error").at("/data/code").asString()).isEqualTo(code);
		assertStillUsable();
	}

	@Test
	void anOversizedFrameIsAnsweredUnderItsId() {
		String id = this.client.send("send_message", Map.of("engagement", this.engagement, "text", "a".repeat(65536)));
		assertThat(this.client.refused(id).get("code").asString()).isEqualTo("too_large");
		assertStillUsable();
	}

	@Test
	void aHugeFrameClosesTheConnectionBeforeItIsRead() throws IOException {
		try (RawSocket raw = upgraded()) {
			byte[] frame = RawSocket.frame(0x81, new byte[64 * MEGABYTE]);
			raw.write(Arrays.copyOf(frame, READ_AT_MOST + 1024));
			assertThat(raw.readCloseCode()).isEqualTo(1009);
		}
	}

	@Test
	void endlessFragmentsCloseTheConnection() throws IOException {
		try (RawSocket raw = upgraded()) {
			raw.write(RawSocket.frame(0x01, "{\"type\":\"".getBytes(StandardCharsets.UTF_8)));
			byte[] more = RawSocket.frame(0x00, "a".repeat(READ_AT_MOST / 8).getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < 8; i++) {
				raw.write(more);
			}
			assertThat(raw.readCloseCode()).isEqualTo(1009);
		}
	}

	/**
	 * Empty fragments, which no size limit counts.
	 */
	@Test
	void endlessEmptyFragmentsDoNotSlowDownOthers() throws IOException {
		try (RawSocket raw = upgraded()) {
			Heap heap = new Heap();
			raw.write(RawSocket.frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8)));
			byte[] empty = RawSocket.frame(0x00, new byte[0]);
			byte[] thousand = new byte[1000 * empty.length];
			IntStream.range(0, 1000)
				.forEach((i) -> System.arraycopy(empty, 0, thousand, i * empty.length, empty.length));
			for (int i = 0; i < 1000; i++) {
				raw.write(thousand);
			}
			this.neighbour.say(this.engagement, "meanwhile");
			this.neighbour.said("meanwhile");
			heap.assertNotGrown();
			raw.write(RawSocket.frame(0x80, "\"ping\"}".getBytes(StandardCharsets.UTF_8)));
			raw.readTextWith("\"pong\"");
		}
	}

	@Test
	void fragmentedMessagesAreAssembled() throws IOException {
		try (RawSocket raw = upgraded()) {
			raw.write(RawSocket.frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8)));
			raw.write(RawSocket.frame(0x80, "\"ping\"}".getBytes(StandardCharsets.UTF_8)));
			raw.write(RawSocket.frame(0x89, new byte[0]));
			raw.readTextWith("\"pong\"");
		}
	}

	@Test
	void deeplyNestedJsonIsMalformed() {
		this.client.sendText(
				"{\"id\":\"deep\",\"type\":\"ping\",\"data\":{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}");
		JsonNode refused = this.client.refused("deep");
		assertThat(refused.get("code").asString()).isEqualTo("malformed");
		assertThat(refused.get("message").asString()).contains("at most 16 levels");
		assertStillUsable();
	}

	@Test
	void invalidUtf8ClosesWith1007() throws IOException {
		try (RawSocket raw = upgraded()) {
			raw.write(RawSocket.frame(0x81, new byte[] { '{', (byte) 0xC3, (byte) 0x28, '}' }));
			assertThat(raw.readCloseCode()).isEqualTo(1007);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0xF1, 0x83, 0x8B, 0x80 })
	void invalidWebSocketFramesCloseTheConnection(int firstByte) throws IOException {
		try (RawSocket raw = upgraded()) {
			raw.write(RawSocket.frame(firstByte, new byte[] { 'a' }));
			assertThat(raw.readCloseCode()).isEqualTo(1002);
		}
	}

	@Test
	void unmaskedFramesCloseTheConnection() throws IOException {
		try (RawSocket raw = upgraded()) {
			raw.write(new byte[] { (byte) 0x81, 1, 'a' });
			assertThat(raw.readCloseCode()).isEqualTo(1002);
		}
	}

	@Test
	void binaryFramesAreAnsweredWithAnError() throws IOException {
		try (RawSocket raw = upgraded()) {
			raw.write(RawSocket.frame(0x82, new byte[] { 1, 2, 3 }));
			assertThat(raw.readTextWith("\"error\"")).contains("\"malformed\"")
				.contains("Binary frames are not supported");
		}
	}

	@Test
	void repeatedProtocolErrorsCloseTheConnection() {
		for (int i = 0; i < 11; i++) {
			this.client.sendText("nonsense");
		}
		assertThat(this.client.closeCode()).isEqualTo(4400);
	}

	@Test
	void aFloodIsRateLimitedAndThenClosed() {
		Heap heap = new Heap();
		int sent = 0;
		while (!this.client.isClosed() && sent < 20_000) {
			this.client.sendTextOrNothing("{\"type\":\"ping\",\"id\":\"p" + sent++ + "\"}");
		}
		assertThat(this.client.closeCode()).isEqualTo(4429);
		JsonNode limited = this.client.received("error").getFirst();
		assertThat(limited.at("/data/code").asString()).isEqualTo("rate_limited");
		assertThat(limited.at("/data/retryAfterMs").asLong()).isPositive();
		assertThat(limited.get("id").asString()).startsWith("p");
		heap.assertNotGrown();
	}

	@Test
	void anOverlongIdIsRejectedAndNotEchoed() {
		this.client.sendText("{\"type\":\"ping\",\"id\":\"" + "x".repeat(10_240) + "\"}");
		JsonNode error = this.client.await("error");
		assertThat(error.has("id")).isFalse();
		assertThat(error.at("/data/field").asString()).isEqualTo("id");
		assertThat(error.toString()).hasSizeLessThan(1000);
		assertStillUsable();
	}

	@ParameterizedTest
	@CsvSource({ "edit_message, not_found", "delete_message, not_found", "mark_read, bad_request" })
	void aSeqBeyondTheHeadIsRejected(String type, String code) {
		String id = this.client.send(type, Map.of("engagement", this.engagement, "seq", 999, "text", "later"));
		assertThat(this.client.refused(id).get("code").asString()).isEqualTo(code);
	}

	@Test
	void aReplyBeyondTheHeadIsRejected() {
		String id = this.client.send("send_message",
				Map.of("engagement", this.engagement, "text", "to whom?", "replyTo", 999));
		assertThat(this.client.refused(id).get("field").asString()).isEqualTo("replyTo");
	}

	@Test
	void aSyncBeyondTheHeadEndsAtTheHead() {
		this.neighbour.say(this.engagement, "one");
		this.client.sync(Map.of(this.engagement, 999L));
		assertThat(this.client.await("synced").at("/data/more").asBoolean()).isFalse();
		this.neighbour.say(this.engagement, "two");
		this.client.said("two");
	}

	@ParameterizedTest
	@ValueSource(strings = { "send_message", "edit_message", "delete_message", "record_interaction", "raise_alert",
			"acknowledge_alert", "mark_read", "typing" })
	void engagementsOutOfScopeLookNonexistent(String type) {
		String foreign = this.cast.engagement("contoso", "hooli");
		JsonNode hidden = this.client.refused(this.client.send(type, anything(foreign)));
		JsonNode absent = this.client.refused(this.client.send(type, anything("no-such-engagement")));
		assertThat(hidden.get("code").asString()).isEqualTo("not_found");
		assertThat(hidden).isEqualTo(absent);
	}

	@Test
	void aSyncRejectsOnlyItsEngagementsOutOfScope() {
		String foreign = this.cast.engagement("contoso", "hooli");
		this.neighbour.say(this.engagement, "mine");
		this.client.sync(Map.of(foreign, 0L, "no-such-engagement", 0L, this.engagement, 0L));
		JsonNode first = this.client.await("error");
		JsonNode second = this.client.await("error");
		assertThat(first.at("/data")).isEqualTo(second.at("/data"));
		assertThat(first.at("/data/code").asString()).isEqualTo("not_found");
		assertThat(first.has("id")).isFalse();
		assertThat(this.client.await("synced").get("engagement").asString()).isEqualTo(this.engagement);
	}

	private void assertStillUsable() {
		String id = this.client.send("ping", Map.of());
		assertThat(this.client.answer(id).get("type").asString()).isEqualTo("pong");
	}

	private RawSocket upgraded() throws IOException {
		return RawSocket.upgraded(this.port, this.cast.token(this.cast.newcomer("CLIENT", "globex")));
	}

	private static Map<String, Object> anything(String engagement) {
		return Map.of("engagement", engagement, "text", "t", "seq", 1, "kind", "call", "severity", "info", "title", "t",
				"alert", "a");
	}

}
