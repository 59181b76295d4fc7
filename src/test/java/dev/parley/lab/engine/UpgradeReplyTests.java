package dev.parley.lab.engine;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpgradeReplyTests {

	/** Key and answer of RFC 6455, section 1.3. */
	private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

	private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

	@Test
	void theExampleOfTheRfcIsAccepted() throws ProtocolViolation {
		UpgradeReply reply = reply("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: " + ACCEPT);

		assertThat(reply.status()).isEqualTo(101);
		assertThat(reply.objection(KEY, List.of())).isNull();
		assertThat(UpgradeReply.accept(KEY)).isEqualTo(ACCEPT);
	}

	@Test
	void namesOfHeadersAndTheWordWebsocketMayHaveAnyCase() throws ProtocolViolation {
		UpgradeReply reply = reply("UPGRADE:WebSocket", "sec-websocket-ACCEPT:   " + ACCEPT + "  ");

		assertThat(reply.objection(KEY, List.of())).isNull();
	}

	@Test
	void anAnswerWithoutUpgradeIsObjectedTo() throws ProtocolViolation {
		assertThat(reply("Sec-WebSocket-Accept: " + ACCEPT).objection(KEY, List.of()))
			.isEqualTo("the 101 lacks 'Upgrade: websocket'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-WebSocket-Accept: wrong", "X-Other: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" })
	void anAnswerToAnotherKeyIsObjectedTo(String header) throws ProtocolViolation {
		assertThat(reply("Upgrade: websocket", header).objection(KEY, List.of()))
			.isEqualTo("Sec-WebSocket-Accept does not answer our key");
	}

	@Test
	void aSubprotocolMustHaveBeenOffered() throws ProtocolViolation {
		UpgradeReply reply = reply("Upgrade: websocket", "Sec-WebSocket-Accept: " + ACCEPT,
				"Sec-WebSocket-Protocol: chat");

		assertThat(reply.objection(KEY, List.of("chat", "other"))).isNull();
		assertThat(reply.objection(KEY, List.of("other")))
			.isEqualTo("the server chose the sub-protocol 'chat', which was not offered");
	}

	@Test
	void anExtensionIsObjectedToBecauseNoneIsOffered() throws ProtocolViolation {
		UpgradeReply reply = reply("Upgrade: websocket", "Sec-WebSocket-Accept: " + ACCEPT,
				"Sec-WebSocket-Extensions: permessage-deflate");

		assertThat(reply.objection(KEY, List.of())).isEqualTo("the server uses an extension, which was not offered");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SSH-2.0-OpenSSH", "HTTP/1.1", "HTTP/1.1 abc", "HTTP/1.1 1010 Wrong", "HTTP/2 101",
			"101 Switching", "\u0000\u0001\u0002" })
	void rejectsAnAnswerThatIsNotHttp(String head) {
		assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> UpgradeReply.parse(head))
			.withMessage("the answer to the upgrade is not HTTP");
	}

	@Test
	void aStatusWithoutAReasonIsRead() throws ProtocolViolation {
		assertThat(UpgradeReply.parse("HTTP/1.0 503").status()).isEqualTo(503);
		assertThat(UpgradeReply.parse("HTTP/1.1 401 Not at all\r\nA:b").status()).isEqualTo(401);
	}

	@Test
	void linesThatAreNoHeadersArePassedOver() throws ProtocolViolation {
		UpgradeReply reply = reply("nonsense", ": empty", "A:1", "B:", "a: 2");

		assertThat(reply.headers()).containsOnlyKeys("a", "b").containsEntry("a", "2").containsEntry("b", "");
	}

	@ParameterizedTest
	@CsvSource({ "Content-Length: 12, 12", "Content-Length: 0, 0", "Content-Length: 5000, 2048",
			"Content-Length: -1, 2048", "Content-Length: 99999999999, 2048", "Content-Length: many, 2048",
			"Transfer-Encoding: chunked, 2048" })
	void asMuchOfARefusalIsAwaitedAsItSaysUpToABound(String header, int expected) throws ProtocolViolation {
		assertThat(UpgradeReply.parse("HTTP/1.1 401 Unauthorized\r\n" + header).bodyLength(2_048)).isEqualTo(expected);
	}

	private static UpgradeReply reply(String... headers) throws ProtocolViolation {
		return UpgradeReply.parse("HTTP/1.1 101 Switching Protocols\r\n" + String.join("\r\n", headers));
	}

}
