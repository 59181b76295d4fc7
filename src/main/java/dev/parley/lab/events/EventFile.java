package dev.parley.lab.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An event test as its YAML file describes it; see {@code docs/lab.md}. */
record EventFile(String name, @Nullable String url, Map<String, ClientSpec> clients, Map<String, String> variables,
		List<FrameMatcher> ignore, List<StepSpec> steps) {

	/**
	 * A client that connects.
	 *
	 * @param user account of Parley as {@code email:password}, or null
	 * @param url another server than the test's, or null
	 */
	record ClientSpec(@Nullable String user, @Nullable String url, Map<String, String> headers,
			List<String> subprotocols) {

	}

	/** A trigger and the frames that it must cause. */
	record StepSpec(String name, Trigger trigger, List<Expectation> expectations) {

	}

	static EventFile read(Path file) {
		try {
			return parse(Files.readString(file), file.toString());
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("the event test " + file + " could not be read: " + ex.getMessage(), ex);
		}
	}

	static EventFile parse(String yaml, String from) {
		try {
			return new EventFileReader(from).read(YAMLMapper.shared().readTree(yaml));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"the event test " + from + " is not valid YAML: " + ex.getOriginalMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("the event test " + from + " is invalid: " + ex.getMessage(), ex);
		}
	}

}
