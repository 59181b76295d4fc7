package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class LabDefaultsTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "WS_URL, --ws-url", "API_URL, --api-url", "NUM_CLIENTS, --clients", "TEST_DURATION, --duration",
			"MESSAGE_INTERVAL, --interval", "PARLEY_LAB_CLIENTS, --clients",
			"PARLEY_LAB_I_OWN_THIS_TARGET, --i-own-this-target", "PARLEY_LAB_LOCAL_IPS, --local-ips" })
	void readsAVariableOfTheEnvironment(String variable, String option) {
		assertThat(value(Map.of(variable, "x"), option)).isEqualTo("x");
	}

	@Test
	void prefersTheLabsOwnVariableToTheSharedOne() {
		assertThat(value(Map.of("NUM_CLIENTS", "1", "PARLEY_LAB_CLIENTS", "2"), "--clients")).isEqualTo("2");
	}

	@Test
	void ignoresABlankVariable() {
		assertThat(value(Map.of("NUM_CLIENTS", " ", "PARLEY_LAB_CLIENTS", ""), "--clients")).isNull();
	}

	@Test
	void readsAFileByLongNames() throws IOException {
		String file = file("clients: 3\nhttp-share: 20%\nthreshold: [ 'lost==0', 'errors==0' ]\nidle: true\n");

		assertThat(value(Map.of(), "--clients", "--config", file)).isEqualTo("3");
		assertThat(value(Map.of(), "--http-share", "--config=" + file)).isEqualTo("20%");
		assertThat(value(Map.of(), "--threshold", "--config", file)).isEqualTo("lost==0,errors==0");
		assertThat(value(Map.of(), "--idle", "--config", file)).isEqualTo("true");
		assertThat(value(Map.of(), "--rooms", "--config", file)).isNull();
	}

	@Test
	void prefersTheEnvironmentToTheFile() throws IOException {
		assertThat(value(Map.of("NUM_CLIENTS", "4"), "--clients", "--config", file("clients: 3"))).isEqualTo("4");
	}

	@Test
	void takesTheConfigurationAndTheHelpOnlyFromTheCommandLine() {
		assertThat(value(Map.of("PARLEY_LAB_CONFIG", "x", "PARLEY_LAB_HELP", "true"), "--config")).isNull();
		assertThat(value(Map.of("PARLEY_LAB_HELP", "true"), "--help")).isNull();
	}

	@Test
	void hasNoDefaultsForParameters() {
		CommandLine load = LabCommand.commandLine(new String[] { "load" }).getSubcommands().get("load");

		assertThat(LabDefaults.of(Map.of("WS_URL", "x"), new String[0])
			.defaultValue(load.getCommandSpec().positionalParameters().getFirst())).isNull();
	}

	private @Nullable String value(Map<String, String> environment, String option, String... args) {
		CommandLine load = LabCommand.commandLine(new String[] { "load" }).getSubcommands().get("load");
		return LabDefaults.of(environment, args).defaultValue(load.getCommandSpec().findOption(option));
	}

	private String file(String yaml) throws IOException {
		return Files.writeString(this.folder.resolve("lab.yaml"), yaml).toString();
	}

}
