package dev.parley.protocol;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.protocol.ClientMessage.Ping;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ClientMessage.SendMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ClientFrameTests {

	private final ProtocolCodec codec = new ProtocolCodec();

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "hello", "{", "{\"type\":", "{\"type\":\"ping\"", "{'type':'ping'}",
			"{\"type\":\"ping\",}", "{\"type\":\"ping\"}}", "{\"type\":\"ping\"} {\"type\":\"ping\"}", "[]", "1",
			"null", "\"ping\"", "[{\"type\":\"ping\"}]", "{\"type\":\"ping\",\"data\":{\"a\":01}}",
			"{\"type\":\"ping\",\"data\":{\"a\":NaN}}", "{\"type\":\"ping\" /* */}", "\uFEFF{\"type\":\"ping\"}",
			"{\"type\":\"ping\",\"type\":\"ping\"}", "{\"type\":\"ping\",\"data\":{},\"data\":{}}",
			"{\"type\":\"ping\",\"x\":1,\"x\":2}", "{\"type\":\"ping\",\"data\":{\"x\":1,\"x\":1}}", "{\"type\":1}",
			"{\"type\":[\"ping\"]}", "{\"type\":\"ping\",\"id\":1}", "{\"type\":\"ping\",\"id\":{}}",
			"{\"type\":\"ping\",\"data\":[]}", "{\"type\":\"ping\",\"data\":\"\"}",
			"{\"type\":\"ping\",\"data\":null}" })
	void rejectsMalformedFrames(String text) {
		assertThat(refused(text).code()).isEqualTo(ErrorCode.MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PING", "ping ", "", "chat_message", "welcome", "subscribe", "\\u0000" })
	void rejectsAnUnknownType(String type) {
		RejectedException refusal = refused("{\"type\":\"" + type + "\",\"id\":\"a\",\"data\":{}}");
		assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
		assertThat(refusal.frameId()).isEqualTo("a");
	}

	@Test
	void ignoresUnknownFields() {
		assertThat(this.codec
			.decode("""
					{"x":{"y":[1,{"z":null}]},"data":{"q":[[]],"r":{"s":{"t":1}},"u":1e5},"id":"a","type":"ping","w":1.5}"""))
			.isEqualTo(new Ping("a"));
	}

	@Test
	void allowsToOmitDataForAPing() {
		assertThat(this.codec.decode("{\"type\":\"ping\"}")).isEqualTo(new Ping(null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'type':'ping','extra':{'a':1,'a':2}}", "{'type':'ping','extra':[1,{'a':{},'a':[]}]}",
			"{'type':'ping','data':{'a':{'b':{'c':1,'c':1}}}}", "{'type':'ping','data':[{'a':1,'a':1}]}",
			"{'type':'ping','id':{'a':1,'a':1}}" })
	void rejectsDuplicateKeysEvenInIgnoredFields(String frame) {
		RejectedException refusal = refused(frame.replace('\'', '"'));
		assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
		assertThat(refusal.explanation()).contains("occurs twice");
	}

	@Test
	void countsOneInteractionByDefault() {
		assertThat(this.codec
			.decode("{\"type\":\"record_interaction\",\"data\":{\"engagement\":\"e\",\"kind\":\"call\"}}"))
			.isEqualTo(new RecordInteraction(null, "e", "call", 1));
	}

	@ParameterizedTest
	@MethodSource("invalidFields")
	void namesTheFieldThatIsInvalid(String type, String data, ErrorCode code, String field, String message) {
		RejectedException refusal = refused("{\"data\":" + data + ",\"type\":\"" + type + "\",\"id\":\"the-id\"}");
		assertThat(refusal.code()).isEqualTo(code);
		assertThat(refusal.field()).isEqualTo(field);
		assertThat(refusal.explanation()).contains(message);
		assertThat(refusal.frameId()).isEqualTo("the-id");
	}

	static Stream<Arguments> invalidFields() {
		return Stream.of(rule("send_message", "{}", "engagement", "engagement is missing"),
				rule("send_message", "{'engagement':null,'text':'a'}", "engagement", "engagement is missing"),
				rule("send_message", "{'engagement':'','text':'a'}", "engagement", "1 to 64 characters"),
				rule("send_message", "{'engagement':'a/b','text':'a'}", "engagement", "1 to 64 characters"),
				rule("send_message", "{'engagement':'e'}", "text", "text is missing"),
				rule("send_message", "{'engagement':'e','text':''}", "text", "must not be blank"),
				rule("send_message", "{'engagement':'e','text':' \\n\\t '}", "text", "must not be blank"),
				rule("send_message", "{'engagement':'e','text':'a\\u0000'}", "text", "control characters"),
				rule("send_message", "{'engagement':'e','text':'a\\u009f'}", "text", "control characters"),
				rule("send_message", "{'engagement':'e','text':'a\\ud83d'}", "text", "unpaired surrogate"),
				rule("send_message", "{'engagement':'e','text':'\\udc4d\\ud83d'}", "text", "unpaired surrogate"),
				rule("send_message", "{'engagement':'e','text':'" + "a".repeat(8001) + "'}", "text", "at most 8000"),
				rule("send_message", "{'engagement':'e','text':'a','replyTo':0}", "replyTo", "from 1 to"),
				wrongType("send_message", "{'engagement':7,'text':'a'}", "engagement", "a string, not a number"),
				wrongType("send_message", "{'engagement':'e','text':true}", "text", "a string, not true or false"),
				wrongType("send_message", "{'engagement':'e','text':['a']}", "text", "a string, not an array"),
				wrongType("send_message", "{'engagement':'e','text':{'a':1}}", "text", "a string, not an object"),
				wrongType("send_message", "{'engagement':'e','text':'a','replyTo':'1'}", "replyTo",
						"a whole number, not a string"),
				rule("edit_message", "{'engagement':'e','text':'a'}", "seq", "seq is missing"),
				rule("edit_message", "{'engagement':'e','text':'a','seq':-1}", "seq", "from 1 to"),
				rule("edit_message", "{'engagement':'e','text':'a','seq':9007199254740992}", "seq", "from 1 to"),
				wrongType("edit_message", "{'engagement':'e','text':'a','seq':1.5}", "seq", "fraction or an exponent"),
				wrongType("edit_message", "{'engagement':'e','text':'a','seq':1e3}", "seq", "fraction or an exponent"),
				wrongType("edit_message", "{'engagement':'e','text':'a','seq':99999999999999999999}", "seq",
						"more than 64 bits"),
				rule("delete_message", "{'engagement':'e'}", "seq", "seq is missing"),
				rule("mark_read", "{'engagement':'e','seq':-1}", "seq", "from 0 to"),
				rule("record_interaction", "{'engagement':'e'}", "kind", "kind is missing"),
				rule("record_interaction", "{'engagement':'e','kind':'Call'}", "kind", "start with a letter"),
				rule("record_interaction", "{'engagement':'e','kind':'" + "a".repeat(33) + "'}", "kind", "1 to 32"),
				rule("record_interaction", "{'engagement':'e','kind':'a','count':0}", "count", "from 1 to 1000"),
				rule("record_interaction", "{'engagement':'e','kind':'a','count':1001}", "count", "from 1 to 1000"),
				rule("record_interaction", "{'engagement':'e','kind':'a','count':4294967297}", "count", "1 to 1000"),
				rule("raise_alert", "{'engagement':'e','severity':'fatal','title':'t'}", "severity", "info, warning"),
				rule("raise_alert", "{'engagement':'e','severity':'info'}", "title", "title is missing"),
				rule("raise_alert", "{'engagement':'e','severity':'info','title':'a\\nb'}", "title", "control"),
				rule("raise_alert", "{'engagement':'e','severity':'info','title':'" + "a".repeat(201) + "'}", "title",
						"at most 200"),
				rule("raise_alert",
						"{'engagement':'e','severity':'info','title':'a','detail':'" + "a".repeat(4001) + "'}",
						"detail", "at most 4000"),
				rule("raise_alert",
						"{'engagement':'e','severity':'info','title':'a','dedupKey':'" + "a".repeat(201) + "'}",
						"dedupKey", "at most 200"),
				rule("acknowledge_alert", "{'engagement':'e'}", "alert", "alert is missing"),
				rule("acknowledge_alert", "{'engagement':'e','alert':'a','comment':'" + "a".repeat(1001) + "'}",
						"comment", "at most 1000"),
				rule("resolve_alert", "{'engagement':'e','alert':'a b'}", "alert", "1 to 64"),
				rule("typing", "{}", "engagement", "engagement is missing"),
				rule("sync", "{}", "after", "after is missing"),
				rule("sync", "{'after':{'e':-1}}", "after", "from 0 to"),
				rule("sync", "{'after':{'e f':1}}", "after", "1 to 64"),
				rule("sync", "{'after':{" + many(1001) + "}}", "after", "at most 1000"),
				wrongType("sync", "{'after':[1]}", "after", "an object, not an array"),
				wrongType("sync", "{'after':{'e':'1'}}", "after", "an object of whole numbers"),
				wrongType("sync", "{'after':{'e':null}}", "after", "an object of whole numbers"),
				wrongType("sync", "{'after':{'e':{'f':1}}}", "after", "an object of whole numbers"),
				rule("authenticate", "{}", "token", "token is missing"),
				rule("authenticate", "{'token':' '}", "token", "1 to 16384"),
				rule("authenticate", "{'token':'" + "a".repeat(16385) + "'}", "token", "1 to 16384"));
	}

	@Test
	void treatsABlankOptionalFieldAsAbsent() {
		assertThat(this.codec
			.decode("""
					{"type":"raise_alert","data":{"engagement":"e","severity":"info","title":"t","detail":" ","dedupKey":""}}"""))
			.isEqualTo(new ClientMessage.RaiseAlert(null, "e", "info", "t", null, null));
	}

	@Test
	void acceptsASyncOfAThousandEngagements() {
		ClientMessage.Sync sync = (ClientMessage.Sync) this.codec
			.decode("{\"type\":\"sync\",\"data\":{\"after\":{" + json(many(1000)) + "}}}");
		assertThat(sync.after()).hasSize(1000);
	}

	@Test
	void countsLengthsInCodePoints() {
		String text = "👍".repeat(8000);
		SendMessage message = (SendMessage) this.codec
			.decode("{\"type\":\"send_message\",\"data\":{\"engagement\":\"e\",\"text\":\"" + text + "\"}}");
		assertThat(message.text()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\\u0000", "é", "a/b", "{id}" })
	void rejectsAnInvalidIdWithoutRepeatingIt(String id) {
		RejectedException refusal = refused("{\"type\":\"ping\",\"id\":\"" + id + "\"}");
		assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
		assertThat(refusal.field()).isEqualTo("id");
		assertThat(refusal.frameId()).isNull();
	}

	@Test
	void rejectsAnIdOfTenKilobytesWithoutRepeatingIt() {
		RejectedException refusal = refused("{\"type\":\"ping\",\"id\":\"" + "a".repeat(10_240) + "\"}");
		assertThat(refusal.field()).isEqualTo("id");
		assertThat(refusal.frameId()).isNull();
		assertThat(refusal.explanation()).hasSizeLessThan(200);
	}

	@ParameterizedTest
	@CsvSource({ "[,]", "{\"a\":,}" })
	void rejectsTenThousandLevelsOfNesting(String open, String close) {
		RejectedException refusal = refused("{\"type\":\"ping\",\"id\":\"a\",\"data\":{\"x\":" + open.repeat(10_000)
				+ "1" + close.repeat(10_000) + "}}");
		assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
		assertThat(refusal.explanation()).contains("at most 16 levels of nesting");
		assertThat(refusal.frameId()).isEqualTo("a");
	}

	@Test
	void rejectsANumberOfAThousandDigits() {
		assertThat(refused("{\"type\":\"ping\",\"data\":{\"x\":" + "9".repeat(1000) + "}}").explanation())
			.contains("and 32 in a number");
	}

	@Test
	void answersAFrameThatIsTooLargeByItsId() {
		RejectedException refusal = refused(
				"{\"type\":\"send_message\",\"id\":\"a\",\"data\":{\"text\":\"" + "é".repeat(33_000) + "\"}}");
		assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
		assertThat(refusal.explanation()).contains("65536 bytes");
		assertThat(refusal.frameId()).isEqualTo("a");
	}

	@Test
	void acceptsAFrameOfExactlyTheLimit() {
		String frame = "{\"type\":\"ping\",\"data\":{\"x\":\"" + "a".repeat(ProtocolCodec.MAX_FRAME_BYTES) + "\"}}";
		int over = frame.length() - ProtocolCodec.MAX_FRAME_BYTES;
		assertThat(this.codec.decode(frame.replace("a".repeat(over + 1), "a"))).isEqualTo(new Ping(null));
	}

	@Test
	void rejectsBytesThatAreNotUtf8() {
		byte[] frame = "{\"type\":\"ping\",\"x\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
		frame[frame.length - 3] = (byte) 0xC0;
		RejectedException refusal = catchThrowableOfType(RejectedException.class, () -> this.codec.decode(frame));
		assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
		assertThat(refusal.explanation()).contains("UTF-8");
	}

	@Test
	void doesNotRepeatAMalformedFrameInTheError() {
		RejectedException refusal = refused("{\"type\":\"authenticate\",\"data\":{\"token\":secret}}");
		assertThat(refusal.explanation()).doesNotContain("secret").contains("column");
	}

	@Test
	void doesNotPrintTheToken() {
		assertThat(this.codec.decode("{\"type\":\"authenticate\",\"data\":{\"token\":\"secret\"}}").toString())
			.doesNotContain("secret");
	}

	private RejectedException refused(String text) {
		return catchThrowableOfType(RejectedException.class, () -> this.codec.decode(text));
	}

	private static Arguments rule(String type, String data, String field, String message) {
		return Arguments.of(type, json(data), ErrorCode.BAD_REQUEST, field, message);
	}

	private static Arguments wrongType(String type, String data, String field, String message) {
		return Arguments.of(type, json(data), ErrorCode.MALFORMED, field, message);
	}

	private static String json(String withSingleQuotes) {
		return withSingleQuotes.replace('\'', '"');
	}

	private static String many(int entries) {
		return IntStream.range(0, entries).mapToObj((i) -> "'e" + i + "':1").collect(Collectors.joining(","));
	}

}
