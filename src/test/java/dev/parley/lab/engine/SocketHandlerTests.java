package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SocketHandlerTests {

	private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)\r\n");

	private final List<String> heard = new ArrayList<>();

	private final Socket socket = new Socket(true);

	private EmbeddedChannel channel = new EmbeddedChannel();

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void asksForTheUpgradeWithEverythingThatWasToBeSaid() {
		Map<String, String> headers = new LinkedHashMap<>(Map.of("Origin", "http://here"));

		String request = dial(new Dial(Endpoint.of("ws://127.0.0.1:7/ws?a=b"), headers, List.of("v1", "v2")));

		assertThat(request).startsWith("GET /ws?a=b HTTP/1.1\r\nHost: 127.0.0.1:7\r\n")
			.contains("Upgrade: websocket\r\n", "Connection: Upgrade\r\n", "Sec-WebSocket-Version: 13\r\n",
					"Sec-WebSocket-Protocol: v1, v2\r\n", "Origin: http://here\r\n")
			.endsWith("\r\n\r\n");
		assertThat(keyOf(request)).hasSize(24);
	}

	@Test
	void everyConnectionHasAKeyOfItsOwn() {
		String first = keyOf(dial());
		String second = keyOf(dial());

		assertThat(first).isNotEqualTo(second);
	}

	@Test
	void opensWithTheRightAnswerThoughItComesByteByByte() {
		String answer = accepted(dial());

		for (char character : answer.toCharArray()) {
			assertThat(this.heard).isEmpty();
			receive(String.valueOf(character));
		}

		assertThat(this.heard).containsExactly("opened");
		assertThat(this.socket.isOpen()).isTrue();
	}

	@Test
	void aFrameMayComeWithTheAnswer() {
		receive(accepted(dial()) + "\u0081\u0005hello");

		assertThat(this.heard).containsExactly("opened", "message hello");
	}

	@Test
	void aFrameMayComeInPieces() {
		receive(accepted(dial()) + "\u0081\u0005he");
		receive("l");
		receive("lo\u008a\u0000");

		assertThat(this.heard).containsExactly("opened", "message hello", "pong");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upgrade: nothing\r\n", "Sec-WebSocket-Extensions: x\r\n",
			"Sec-WebSocket-Protocol: surprise\r\n" })
	void aWrongAnswerIsAProtocolError(String wrong) {
		String answer = accepted(dial()).replace("\r\n\r\n", "\r\n" + wrong + "\r\n");

		receive(answer);

		assertThat(this.heard).singleElement().asString().startsWith("closed protocol error: ");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void aRefusalIsReportedWithItsBody() {
		dial();

		receive("HTTP/1.1 401 Unauthorized\r\nContent-Length: 8\r\n\r\nno t");
		assertThat(this.heard).isEmpty();
		receive("oken");

		assertThat(this.heard).containsExactly("closed the upgrade was refused with HTTP 401: no token");
	}

	@Test
	void aRefusalWithoutALengthEndsWithTheConnection() {
		dial();

		receive("HTTP/1.1 503 Busy\r\n\r\ntry later");
		this.channel.close();

		assertThat(this.heard).containsExactly("closed the upgrade was refused with HTTP 503: try later");
	}

	@Test
	void aRefusalIsCutWhereItIsTooLong() {
		dial();

		receive("HTTP/1.1 500 Oh\r\n\r\n" + "x".repeat(5_000));

		assertThat(this.heard).singleElement().asString().hasSizeLessThan(2_200).endsWith("xxx");
	}

	@Test
	void anAnswerThatIsNotHttpIsAProtocolError() {
		dial();

		receive("220 smtp ready\r\n\r\n");

		assertThat(this.heard).containsExactly("closed protocol error: the answer to the upgrade is not HTTP");
	}

	@Test
	void anAnswerThatNeverEndsIsGivenUp() {
		dial();

		receive("HTTP/1.1 101 Switching\r\n" + "X: y\r\n".repeat(12_000));

		assertThat(this.heard).containsExactly("closed protocol error: the answer to the upgrade does not end");
	}

	@Test
	void aConnectionThatEndsBeforeTheAnswerWasUnanswered() {
		dial();

		this.channel.close();

		assertThat(this.heard).containsExactly("closed upgrade unanswered");
	}

	@Test
	void aConnectionThatEndsWithoutACloseFrameIsLost() {
		open();

		this.channel.close();

		assertThat(this.heard).containsExactly("opened", "closed connection lost");
		assertThat(this.socket.isOpen()).isFalse();
	}

	@Test
	void aPingIsAnsweredWithItsData() {
		open();

		receive("\u0089\u0003abc");

		assertThat(sent()).isEqualTo("8a8300000000616263");
	}

	@Test
	void aCloseFrameIsAnsweredWithItsCode() {
		open();

		receive("\u0088\u0004\u000f\u00a0ok");

		assertThat(sent()).isEqualTo("8882000000000fa0");
		assertThat(this.heard).containsExactly("opened", "closed closed with 4000 (ok)");
	}

	@Test
	void aCloseFrameWithoutACodeIsAnsweredWithNone() {
		open();

		receive("\u0088\u0000");

		assertThat(sent()).isEqualTo("888000000000");
		assertThat(this.heard).containsExactly("opened", "closed closed with 1005");
	}

	@Test
	void theAnswerToOurOwnCloseEndsTheConnectionAsOurs() {
		open();
		this.socket.close(1000, "");
		sent();

		receive("\u0088\u0002\u0003\u00e8");

		assertThat(sent()).isEmpty();
		assertThat(this.heard).containsExactly("opened", "closed closed by us");
	}

	@Test
	void aBrokenFrameEndsTheConnectionAndIsNamed() {
		open();

		receive("\u0083\u0000");

		assertThat(this.heard).containsExactly("opened", "closed protocol error: opcode 3 does not exist");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void messagesBeforeABrokenFrameAreStillHeard() {
		open();

		receive("\u0081\u0002ok\u0083\u0000\u0081\u0002no");

		assertThat(this.heard).containsExactly("opened", "message ok",
				"closed protocol error: opcode 3 does not exist");
	}

	@Test
	void theEndIsToldOnce() {
		open();

		this.channel.pipeline().fireExceptionCaught(new IllegalStateException("reset"));
		this.channel.close();

		assertThat(this.heard).containsExactly("opened", "closed connection lost: reset");
	}

	private void open() {
		receive(accepted(dial()));
	}

	private String dial() {
		return dial(Dial.to(Endpoint.of("ws://127.0.0.1:7/ws")));
	}

	private String dial(Dial dial) {
		this.channel.finishAndReleaseAll();
		this.channel = new EmbeddedChannel(new SocketHandler(dial, this.socket, new Listener()));
		this.heard.clear();
		ByteBuf request = this.channel.readOutbound();
		try {
			return request.toString(StandardCharsets.UTF_8);
		}
		finally {
			request.release();
		}
	}

	private void receive(String bytes) {
		this.channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
	}

	/** The frames sent since the last call, in hexadecimal. */
	private String sent() {
		StringBuilder hex = new StringBuilder();
		for (ByteBuf frame = this.channel.readOutbound(); frame != null; frame = this.channel.readOutbound()) {
			byte[] bytes = new byte[frame.readableBytes()];
			frame.readBytes(bytes).release();
			hex.append(HexFormat.of().formatHex(bytes));
		}
		return hex.toString();
	}

	private static String accepted(String request) {
		return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Accept: " + UpgradeReply.accept(keyOf(request)) + "\r\n\r\n";
	}

	private static String keyOf(String request) {
		Matcher key = KEY.matcher(request);
		assertThat(key.find()).isTrue();
		return key.group(1);
	}

	/** Records its calls. */
	private final class Listener implements SocketListener {

		@Override
		public void opened(Socket opened, OpenTimes times) {
			assertThat(times.tls()).isNotNegative();
			SocketHandlerTests.this.heard.add("opened");
		}

		@Override
		public void message(Socket from, Payload payload, long nanos) {
			SocketHandlerTests.this.heard.add("message " + payload.text());
		}

		@Override
		public void pong(Socket from, long nanos) {
			SocketHandlerTests.this.heard.add("pong");
		}

		@Override
		public void closed(Socket ended, Closing closing) {
			SocketHandlerTests.this.heard.add("closed " + closing.describe());
		}

	}

}
