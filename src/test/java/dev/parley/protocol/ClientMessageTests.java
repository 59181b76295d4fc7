package dev.parley.protocol;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.Authenticate;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.EditMessage;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ClientMessage.Ping;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ClientMessage.Sync;
import dev.parley.protocol.ClientMessage.Typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** No message with an invalid field can be created, whichever path it comes from. */
class ClientMessageTests {

	private static final String BAD_ID = "a b";

	private static final String CONTROL = "a\u0000";

	private static final String TWO_LINES = "a\nb";

	private static final String HALF = "a\ud83d";

	@ParameterizedTest(name = "[{index}] {0}")
	@MethodSource("invalid")
	void rejectsAnInvalidFieldByName(String field, Supplier<ClientMessage> message) {
		RejectedException rejection = catchThrowableOfType(RejectedException.class, message::get);
		assertThat(rejection).isNotNull();
		assertThat(rejection.code()).isEqualTo(ErrorCode.BAD_REQUEST);
		assertThat(rejection.field()).isEqualTo(field);
	}

	static Stream<Arguments> invalid() {
		return Stream
			.of(invalidMessages(), invalidInteractions(), invalidAlerts(), invalidReplies(), invalidOthers(),
					invalidSyncs())
			.flatMap((arguments) -> arguments);
	}

	private static Stream<Arguments> invalidMessages() {
		return Stream.of(invalid("id", () -> new SendMessage(BAD_ID, "e", "t", null)),
				invalid("engagement", () -> new SendMessage(null, BAD_ID, "t", null)),
				invalid("text", () -> new SendMessage(null, "e", " ", null)),
				invalid("text", () -> new SendMessage(null, "e", CONTROL, null)),
				invalid("text", () -> new SendMessage(null, "e", HALF, null)),
				invalid("text", () -> new SendMessage(null, "e", "a".repeat(8001), null)),
				invalid("replyTo", () -> new SendMessage(null, "e", "t", 0L)),
				invalid("replyTo", () -> new SendMessage(null, "e", "t", 1L << 53)),
				invalid("id", () -> new EditMessage(BAD_ID, "e", 1, "t")),
				invalid("engagement", () -> new EditMessage(null, BAD_ID, 1, "t")),
				invalid("seq", () -> new EditMessage(null, "e", 0, "t")),
				invalid("seq", () -> new EditMessage(null, "e", 1L << 53, "t")),
				invalid("text", () -> new EditMessage(null, "e", 1, "")),
				invalid("text", () -> new EditMessage(null, "e", 1, "a".repeat(8001))),
				invalid("id", () -> new DeleteMessage(BAD_ID, "e", 1)),
				invalid("engagement", () -> new DeleteMessage(null, BAD_ID, 1)),
				invalid("seq", () -> new DeleteMessage(null, "e", 0)),
				invalid("seq", () -> new DeleteMessage(null, "e", -1)));
	}

	private static Stream<Arguments> invalidInteractions() {
		return Stream.of(invalid("id", () -> new RecordInteraction(BAD_ID, "e", "call", 1)),
				invalid("engagement", () -> new RecordInteraction(null, BAD_ID, "call", 1)),
				invalid("kind", () -> new RecordInteraction(null, "e", "Call", 1)),
				invalid("kind", () -> new RecordInteraction(null, "e", "a".repeat(33), 1)),
				invalid("count", () -> new RecordInteraction(null, "e", "call", 0)),
				invalid("count", () -> new RecordInteraction(null, "e", "call", 1001)),
				invalid("count", () -> RecordInteraction.of(null, "e", "call", Long.MAX_VALUE)));
	}

	private static Stream<Arguments> invalidAlerts() {
		return Stream.of(invalid("id", () -> new RaiseAlert(BAD_ID, "e", "info", "t", null, null)),
				invalid("engagement", () -> new RaiseAlert(null, BAD_ID, "info", "t", null, null)),
				invalid("severity", () -> new RaiseAlert(null, "e", "INFO", "t", null, null)),
				invalid("title", () -> new RaiseAlert(null, "e", "info", TWO_LINES, null, null)),
				invalid("title", () -> new RaiseAlert(null, "e", "info", "a".repeat(201), null, null)),
				invalid("detail", () -> new RaiseAlert(null, "e", "info", "t", CONTROL, null)),
				invalid("detail", () -> new RaiseAlert(null, "e", "info", "t", "a".repeat(4001), null)),
				invalid("dedupKey", () -> new RaiseAlert(null, "e", "info", "t", null, TWO_LINES)),
				invalid("dedupKey", () -> new RaiseAlert(null, "e", "info", "t", null, "a".repeat(201))));
	}

	private static Stream<Arguments> invalidReplies() {
		return Stream.of(invalid("id", () -> new AcknowledgeAlert(BAD_ID, "e", "a", null)),
				invalid("engagement", () -> new AcknowledgeAlert(null, BAD_ID, "a", null)),
				invalid("alert", () -> new AcknowledgeAlert(null, "e", BAD_ID, null)),
				invalid("comment", () -> new AcknowledgeAlert(null, "e", "a", CONTROL)),
				invalid("comment", () -> new AcknowledgeAlert(null, "e", "a", "a".repeat(1001))),
				invalid("id", () -> new ResolveAlert(BAD_ID, "e", "a", null)),
				invalid("engagement", () -> new ResolveAlert(null, BAD_ID, "a", null)),
				invalid("alert", () -> new ResolveAlert(null, "e", BAD_ID, null)),
				invalid("comment", () -> new ResolveAlert(null, "e", "a", CONTROL)),
				invalid("comment", () -> new ResolveAlert(null, "e", "a", "a".repeat(1001))));
	}

	private static Stream<Arguments> invalidOthers() {
		return Stream.of(invalid("id", () -> new MarkRead(BAD_ID, "e", 0)),
				invalid("engagement", () -> new MarkRead(null, BAD_ID, 0)),
				invalid("seq", () -> new MarkRead(null, "e", -1)), invalid("id", () -> new Typing(BAD_ID, "e")),
				invalid("engagement", () -> new Typing(null, BAD_ID)),
				invalid("id", () -> new Authenticate(BAD_ID, "token")),
				invalid("token", () -> new Authenticate(null, " ")),
				invalid("token", () -> new Authenticate(null, "a".repeat(16_385))),
				invalid("id", () -> new Ping(BAD_ID)));
	}

	private static Stream<Arguments> invalidSyncs() {
		Map<String, Long> tooMany = IntStream.rangeClosed(0, 1000)
			.boxed()
			.collect(Collectors.toMap((n) -> "e" + n, Integer::longValue));
		return Stream.of(invalid("id", () -> new Sync(BAD_ID, Map.of("e", 0L))),
				invalid("after", () -> new Sync(null, Map.of(BAD_ID, 0L))),
				invalid("after", () -> new Sync(null, Map.of("e", -1L))),
				invalid("after", () -> new Sync(null, tooMany)));
	}

	@Test
	void countsOneInteractionByDefault() {
		assertThat(RecordInteraction.of(null, "e", "call", null).count()).isEqualTo(1);
	}

	@Test
	void doesNotPrintTheToken() {
		assertThat(new Authenticate(null, "secret").toString()).doesNotContain("secret");
	}

	private static Arguments invalid(String field, Supplier<ClientMessage> message) {
		return Arguments.of(field, message);
	}

}
