package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Values of options that were not given: first from the environment, then from the file,
 * then the option's own default.
 */
final class LabDefaults implements IDefaultValueProvider {

	/**
	 * Names that many test scripts share; all other variables are {@code PARLEY_LAB_} and
	 * the option's name.
	 */
	private static final Map<String, String> SHARED = Map.of("--ws-url", "WS_URL", "--api-url", "API_URL", "--clients",
			"NUM_CLIENTS", "--duration", "TEST_DURATION", "--interval", "MESSAGE_INTERVAL");

	/** Only taken from the command line. */
	private static final Set<String> NEVER = Set.of("--config", "--help");

	private final Map<String, String> environment;

	private final Map<String, String> file;

	LabDefaults(Map<String, String> environment, Map<String, String> file) {
		this.environment = environment;
		this.file = file;
	}

	/** Reads the file of {@code --config FILE}, if the arguments have one. */
	static LabDefaults of(Map<String, String> environment, String[] args) {
		for (int i = 0; i < args.length; i++) {
			if (args[i].startsWith("--config=")) {
				return new LabDefaults(environment, read(Path.of(args[i].substring("--config=".length()))));
			}
			if (args[i].equals("--config") && i + 1 < args.length) {
				return new LabDefaults(environment, read(Path.of(args[i + 1])));
			}
		}
		return new LabDefaults(environment, Map.of());
	}

	@Override
	public @Nullable String defaultValue(ArgSpec argument) {
		if (!(argument instanceof OptionSpec option)) {
			return null;
		}
		for (String name : option.names()) {
			String value = (name.startsWith("--") && !NEVER.contains(name)) ? valueOf(name) : null;
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	private @Nullable String valueOf(String option) {
		String own = this.environment
			.get("PARLEY_LAB_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
		if (own != null && !own.isBlank()) {
			return own;
		}
		String shared = SHARED.containsKey(option) ? this.environment.get(SHARED.get(option)) : null;
		if (shared != null && !shared.isBlank()) {
			return shared;
		}
		return this.file.get(option.substring(2));
	}

	private static Map<String, String> read(Path path) {
		try {
			JsonNode root = YAMLMapper.shared().readTree(Files.readString(path));
			Map<String, String> values = new TreeMap<>();
			root.forEachEntry((name, value) -> values.put(name,
					value.isArray() ? String.join(",", list(value)) : value.asString()));
			return values;
		}
		catch (IOException | JacksonException ex) {
			throw new IllegalArgumentException("the file " + path + " could not be read: " + ex.getMessage(), ex);
		}
	}

	private static List<String> list(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

}
