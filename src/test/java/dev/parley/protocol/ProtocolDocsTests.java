package dev.parley.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The documentation of the wire protocol matches the code. */
class ProtocolDocsTests {

	private static final Path PAGE = Path.of("docs/protocol.md");

	private static final JsonNode ASYNC_API = new YAMLMapper().readTree(Path.of("docs/asyncapi.yaml"));

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	@Test
	void theTableOfErrorCodesMatchesTheCode() throws IOException {
		assertThat(generated("ErrorCode")).containsExactlyElementsOf(table("| code | HTTP status |\n|---|---|",
				Arrays.stream(ErrorCode.values()).map((code) -> "| `" + code.wire() + "` | " + code.status() + " |")));
	}

	@Test
	void theTableOfCloseCodesMatchesTheCode() throws IOException {
		assertThat(generated("CloseCode"))
			.containsExactlyElementsOf(table("| code | meaning | the client |\n|---|---|---|", Arrays
				.stream(CloseCode.values())
				.map((code) -> "| " + code.code() + " | " + code.reason() + " | " + advice(code.reconnect()) + " |")));
	}

	@Test
	void reasonsFitIntoACloseFrame() {
		assertThat(CloseCode.values()).allSatisfy((code) -> assertThat(code.reason().getBytes()).hasSizeLessThan(124));
	}

	@Test
	void thePageListsEveryType() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(Stream.concat(Samples.types("client").stream(), Samples.types("server").stream()))
			.allSatisfy((type) -> assertThat(page).contains("| `" + type + "` | "));
	}

	@Test
	void theErrorCodesOfAsyncApiMatchTheCode() {
		List<String> codes = new ArrayList<>();
		message("error").at("/properties/data/properties/code/enum").forEach((code) -> codes.add(code.asString()));
		assertThat(codes).containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
	}

	@ParameterizedTest
	@MethodSource("samples")
	void everySampleMatchesAsyncApi(String side, String type) {
		String name = (side.equals("client") && type.equals("typing")) ? "start_typing" : type;
		assertThat(errors(name, Samples.tree(side, type))).isEmpty();
	}

	@Test
	void asyncApiDefinesAMessageForEverySampleAndNoOther() {
		assertThat(ASYNC_API.at("/components/messages").size()).isEqualTo(samples().count());
		assertThat(ASYNC_API.at("/operations/fromClient/messages").size()).isEqualTo(Samples.types("client").size());
		assertThat(ASYNC_API.at("/operations/fromServer/messages").size()).isEqualTo(Samples.types("server").size());
		assertThat(ASYNC_API.at("/channels/engagement/messages").size()).isEqualTo(samples().count());
	}

	@Test
	void asyncApiRejectsWhatTheCodecRejects() {
		ObjectNode message = (ObjectNode) Samples.tree("client", "send_message");
		((ObjectNode) message.get("data")).put("replyTo", 0);
		assertThat(errors("send_message", message)).isNotEmpty();
	}

	static Stream<List<String>> pairs(String side) {
		return Samples.types(side).stream().map((type) -> List.of(side, type));
	}

	static Stream<Object[]> samples() {
		return Stream.concat(pairs("client"), pairs("server")).map(List::toArray);
	}

	private static List<?> errors(String message, JsonNode sample) {
		ObjectNode schema = (ObjectNode) message(message).deepCopy();
		schema.set("components", ASYNC_API.get("components"));
		return SCHEMAS.getSchema(schema).validate(sample);
	}

	private static JsonNode message(String name) {
		return ASYNC_API.at("/components/messages/" + name + "/payload");
	}

	private static String advice(CloseCode.Reconnect reconnect) {
		return switch (reconnect) {
			case WITH_BACKOFF -> "reconnects with backoff";
			case WHEN_TOLD -> "reconnects after the `reconnectAfterMs` of `bye`";
			case WITH_NEW_TOKEN -> "gets a new token, then reconnects with backoff";
			case NEVER -> "does not reconnect until the user asks for it";
		};
	}

	private static List<String> table(String head, Stream<String> rows) {
		return Stream.concat(head.lines(), rows).collect(Collectors.toList());
	}

	private static List<String> generated(String source) throws IOException {
		return Files.readAllLines(PAGE)
			.stream()
			.dropWhile((line) -> !line.equals("<!-- generated from " + source + " -->"))
			.skip(1)
			.takeWhile((line) -> !line.equals("<!-- end -->"))
			.toList();
	}

}
