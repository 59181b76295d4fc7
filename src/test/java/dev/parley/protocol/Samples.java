package dev.parley.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden samples of the wire protocol. */
public final class Samples {

	private static final Path FOLDER = Path.of("src/test/resources/protocol");

	private static final JsonMapper JSON = new JsonMapper();

	private Samples() {
	}

	/** The types of {@code client} or {@code server} messages. */
	public static List<String> types(String side) {
		try (Stream<Path> files = Files.list(FOLDER.resolve(side))) {
			return files.map((file) -> file.getFileName().toString().replace(".json", "")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The sample without white space, with its keys in order. */
	public static String of(String side, String type) {
		return tree(side, type).toString();
	}

	public static JsonNode tree(String side, String type) {
		return JSON.readTree(FOLDER.resolve(side).resolve(type + ".json"));
	}

}
