package dev.parley.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.parley.system.support.Cast;
import dev.parley.system.support.Heap;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of bad input, many times over: each is answered or closed as documented
 * while two clients talk, and nothing stays behind in memory or in the log.
 */
@LiveServer
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
		properties = { "parley.realtime.messages-per-second=100000", "parley.realtime.message-burst=100000" })
class HostileLoadTests {

	private static final int WARM_UP = 30;

	/**
	 * Enough that a leak of one attack would show.
	 */
	private static final int ATTACKS = 250;

	private static final int READ_AT_MOST = 4 * 64 * 1024;

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	/**
	 * Attacks and checks that the answer is the documented one.
	 */
	@FunctionalInterface
	interface Attack {

		void on(RawSocket raw) throws IOException;

	}

	@ParameterizedTest
	@MethodSource("attacks")
	void isAnsweredAsDocumentedAndLeavesNothingBehind(String name, Attack attack, CapturedOutput output)
			throws IOException {
		String engagement = this.cast.engagement();
		String attacker = this.cast.token(this.cast.newcomer("CLIENT", "globex"));
		try (TestClient mia = TestClient.connect(this.port, this.cast.token("mia"));
				TestClient gil = TestClient.connect(this.port, this.cast.token("gil"))) {
			repeat(WARM_UP, attack, attacker, engagement, mia, gil);
			Heap heap = new Heap();
			repeat(ATTACKS, attack, attacker, engagement, mia, gil);
			heap.assertNotGrown();
		}
		assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("Exception");
	}

	static Stream<Arguments> attacks() {
		return Stream.of(attack("not JSON", answered("hello", "malformed")),
				attack("not an object", answered("[1,2,3]", "malformed")),
				attack("an unknown type", answered("{'type':'shout'}", "unknown_type")),
				attack("a missing field", answered("{'type':'send_message','data':{}}", "bad_request")),
				attack("a field of the wrong type",
						answered("{'type':'sync','data':{'after':'" + "x".repeat(1000) + "'}}", "malformed")),
				attack("a key that stands there twice", answered("{'type':'ping','x':{'a':1,'a':1}}", "malformed")),
				attack("more than 64 KB", answered(message("a".repeat(65_536)), "too_large")),
				attack("64 MB", closed(beginningOfSixtyFourMegabytes(), 1009)),
				attack("a depth of 10 000",
						answered("{'type':'ping','data':" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
								"malformed")),
				attack("no UTF-8", closed(RawSocket.frame(0x81, new byte[] { '"', (byte) 0xC3, '"' }), 1007)),
				attack("a binary frame", answered(RawSocket.frame(0x82, new byte[30_000]), "malformed")),
				attack("fragments that never end", HostileLoadTests::neverEnd),
				attack("a message that stops in the middle",
						stopped(RawSocket.frame(0x01, new byte[READ_AT_MOST / 2]))),
				attack("a frame that stops in the middle",
						stopped(Arrays.copyOf(RawSocket.text(message("b".repeat(8000))), 4000))),
				attack("an id of 10 KB", answered("{'type':'ping','id':'" + "x".repeat(10_240) + "'}", "bad_request")),
				attack("a sync of what is out of scope",
						answered("{'type':'sync','data':{'after':{'no-such-engagement':999}}}", "not_found")));
	}

	private void repeat(int times, Attack attack, String attacker, String engagement, TestClient mia, TestClient gil)
			throws IOException {
		for (int i = 0; i < times; i++) {
			try (RawSocket raw = RawSocket.upgraded(this.port, attacker)) {
				attack.on(raw);
				if (i % 10 == 0) {
					mia.say(engagement, "while it lasts " + i);
					gil.said("while it lasts " + i);
					mia.said("while it lasts " + i);
				}
			}
		}
	}

	private static Arguments attack(String name, Attack attack) {
		return Arguments.of(name, attack);
	}

	private static Attack answered(String frame, String code) {
		return answered(RawSocket.text(frame.replace('\'', '"')), code);
	}

	/**
	 * And the connection stays open.
	 */
	private static Attack answered(byte[] frame, String code) {
		return (raw) -> {
			raw.write(frame);
			assertThat(raw.readTextWith("\"error\"")).contains("\"code\":\"" + code + "\"");
			raw.write(RawSocket.text("{\"type\":\"ping\"}"));
			raw.readTextWith("\"pong\"");
		};
	}

	private static Attack closed(byte[] bytes, int code) {
		return (raw) -> {
			raw.write(bytes);
			assertThat(raw.readCloseCode()).isEqualTo(code);
		};
	}

	/**
	 * Unfinished input gets no answer; the keep-alive would end it.
	 */
	private static Attack stopped(byte[] bytes) {
		return (raw) -> {
			raw.write(bytes);
			raw.readTextWith("\"welcome\"");
		};
	}

	private static void neverEnd(RawSocket raw) throws IOException {
		raw.write(RawSocket.frame(0x01, "{".getBytes(StandardCharsets.UTF_8)));
		byte[] more = RawSocket.frame(0x00, "a".repeat(READ_AT_MOST / 8).getBytes(StandardCharsets.UTF_8));
		for (int i = 0; i < 8; i++) {
			raw.write(more);
		}
		assertThat(raw.readCloseCode()).isEqualTo(1009);
	}

	private static byte[] beginningOfSixtyFourMegabytes() {
		return Arrays.copyOf(RawSocket.frame(0x81, new byte[64 * 1024 * 1024]), READ_AT_MOST + 1024);
	}

	private static String message(String text) {
		return "{'type':'send_message','data':{'engagement':'e','text':'" + text + "'}}";
	}

}
