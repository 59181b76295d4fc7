package dev.parley;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that the page of settings matches the settings in the code. */
class ConfigurationDocsTests {

	private static final Path PAGE = Path.of("docs", "configuration.md");

	private static final String INTRODUCTION = """
			# Settings

			Set them on the command line (`--parley.data=/var/lib/parley`), as environment variables
			(`PARLEY_DATA=/var/lib/parley`) or in an `application.yaml` next to the jar. Parley does not start with an
			invalid setting and names the setting. Write times as `250ms`, `30s`, `15m` or `7d`, and sizes as `64KB`.
			Spring Boot's settings (`server.*`, `spring.datasource.*`, `logging.*` and so on) work as described in its
			documentation.

			<!-- generated from the descriptions in the code; ConfigurationDocsTests checks this page, and rewrites it
			     if the environment variable PARLEY_WRITE_DOCS is true -->
			""";

	@Test
	void thePageListsEverySettingWithItsDefaultAndItsMeaning() throws IOException {
		String expected = page(settings());
		if (Boolean.parseBoolean(System.getenv("PARLEY_WRITE_DOCS"))) {
			Files.writeString(PAGE, expected);
		}
		assertThat(Files.readString(PAGE)).isEqualTo(expected);
	}

	@Test
	void everySettingSaysWhatItMeans() throws IOException {
		assertThat(settings()).isNotEmpty()
			.allSatisfy((setting) -> assertThat(setting.meaning()).as(setting.name()).isNotBlank());
	}

	private static String page(List<Setting> settings) {
		return INTRODUCTION + settings.stream()
			.collect(Collectors.groupingBy(Setting::group, TreeMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.map((group) -> section(group.getKey(), group.getValue()))
			.collect(Collectors.joining());
	}

	private static String section(String group, List<Setting> settings) {
		return "\n## " + group + "\n\n| setting | default | meaning |\n|---|---|---|\n"
				+ settings.stream().map(Setting::row).collect(Collectors.joining());
	}

	private static List<Setting> settings() throws IOException {
		try (InputStream metadata = Objects
			.requireNonNull(Parley.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			JsonNode properties = JsonMapper.shared().readTree(metadata).path("properties");
			return StreamSupport.stream(properties.spliterator(), false)
				.map((property) -> new Setting(property.path("name").asString(),
						property.path("defaultValue").asString("none"), property.path("description").asString("")))
				.filter((setting) -> setting.name().startsWith("parley."))
				.sorted(Comparator.comparing(Setting::name))
				.toList();
		}
	}

	private record Setting(String name, String value, String meaning) {

		String group() {
			String[] parts = this.name.split("\\.");
			return (parts.length > 2) ? parts[0] + "." + parts[1] : parts[0];
		}

		String row() {
			return "| `" + this.name + "` | `" + this.value + "` | "
					+ this.meaning.replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\s+", " ") + " |\n";
		}

	}

}
