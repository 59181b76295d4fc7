package dev.parley.lab.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.Lab;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line as a user meets it: exit codes, sentences, files. */
@Tag("slow")
class LabTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path folder;

	@Test
	void loadEndsWithZeroAndWritesItsFiles() throws IOException {
		try (FaultyServer server = FaultyServer.echo().start()) {
			int code = lab(Map.of(), "load", server.url(), "-c", "5", "--rate", "200", "-d", "1200ms",
					"--accept-invalid", "-t", "lost==0", "-o", "json=" + file("run.json"), "-o",
					"html=" + file("run.html") + ",csv=" + file("run.csv"), "-o", "junit=" + file("run.xml"), "-o",
					"hgrm=" + file("run.hgrm"));

			assertThat(code).as(this.out + "\n" + this.err).isZero();
			assertThat(this.out.toString()).contains("█ VERDICT", "✓ 'lost==0' 0", "clients=5", "rate 200");
			assertThat(Files.readString(file("run.csv"))).startsWith("t,open,sent,");
			assertThat(Files.readString(file("run.hgrm"))).contains("Percentile");
			assertThat(Files.readString(file("run.xml"))).contains("name=\"lost==0\" time=\"0.000\"/>");
			assertThat(Files.readString(file("run.html"))).contains("parley-lab-run").doesNotContain("/*run.json*/");
			assertThat(schema().validate(Files.readString(file("run.json")), InputFormat.JSON)).isEmpty();
		}
	}

	@Test
	void comparesRunsAndWritesAReport() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			lab(Map.of(), "load", server.url(), "-d", "1200ms", "-o", "json=" + file("run.json"));

			assertThat(lab(Map.of(), "compare", file("run.json").toString(), file("run.json").toString())).isZero();
			assertThat(this.out.toString()).contains("not enough seconds to say");
			assertThat(lab(Map.of(), "report", file("run.json").toString())).isZero();
			assertThat(file("run.html")).exists();
		}
	}

	@Test
	void loadEndsWith98WhenMessagesAreLost() {
		try (FaultyServer server = FaultyServer.echo().loseEvery(10).start()) {
			assertThat(lab(Map.of(), "load", server.url(), "--rate", "200", "-d", "500ms", "--grace", "200ms"))
				.isEqualTo(98);
			assertThat(this.out.toString()).contains("lost, doubled or disordered");
		}
	}

	@Test
	void loadEndsWith99WhenACriterionFails() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			assertThat(lab(Map.of(), "load", server.url(), "-d", "300ms", "-t", "sent>1000000", "--accept-invalid"))
				.isEqualTo(99);
		}
	}

	@Test
	void stressSearchesForTheKnee() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			int code = lab(Map.of(), "stress", server.url(), "-c", "4", "--from", "50", "--to", "200", "--step",
					"300ms", "-t", "sent<45");

			assertThat(code).as(this.out + "\n" + this.err).isBetween(0, 99);
			assertThat(this.out.toString()).contains("█ KNEE");
		}
	}

	@Test
	void loadEndsWith97WhenTheServerIsUnreachable() {
		assertThat(lab(Map.of(), "load", "ws://127.0.0.1:1/")).isEqualTo(97);
		assertThat(this.err.toString()).contains("ws://127.0.0.1:1/ cannot be reached").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "lod", "load --nonsense", "load ws://127.0.0.1:1 --rate fast", "load nowhere",
			"load ws://127.0.0.1:1 -t what", "load ws://127.0.0.1:1 -o pdf=x", "load ws://127.0.0.1:1 --preset pigeon",
			"load ws://127.0.0.1:1 -d soon", "load ws://192.0.2.1 -c 5000", "monitor", "monitor --pid 1 -i 1ms",
			"check ws://127.0.0.1:1 --faults gremlins", "check ws://127.0.0.1:1 --faults kill", "events /no/such/file",
			"report /no/such/file", "load --config /no/such/file", "load ws://127.0.0.1:1 -s 30s",
			"stress ws://127.0.0.1:1 --by weight", "stress ws://127.0.0.1:1 --factor 1" })
	void rejectsAWrongCommandLineWithOneMessage(String line) {
		String[] args = line.isEmpty() ? new String[0] : line.split(" ");

		assertThat(lab(Map.of(), args)).as(this.out + "\n" + this.err).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("lab: ").doesNotContain("\tat ");
	}

	@Test
	void prefersFlagsToTheEnvironmentAndTheEnvironmentToAFile() throws IOException {
		Files.writeString(file("lab.yaml"), "clients: 3\nduration: 300ms\npayload: 77\nthreshold: ['lost==0']\n");
		try (FaultyServer server = FaultyServer.echo().start()) {
			Map<String, String> environment = Map.of("WS_URL", server.url(), "NUM_CLIENTS", "4", "MESSAGE_INTERVAL",
					"0.1", "PARLEY_LAB_GRACE", "1s");

			int code = lab(environment, "load", "--config", file("lab.yaml").toString(), "--payload", "99",
					"--accept-invalid");

			assertThat(code).as(this.out + "\n" + this.err).isZero();
			assertThat(this.out.toString()).contains("clients=4", "interval 100ms", "duration=300ms", "payload=99",
					"'lost==0'");
		}
	}

	@Test
	void probeTimesEachStep() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			assertThat(lab(Map.of(), "probe", server.url(), "-n", "3", "-i", "1ms", "-t", "rtt:max<1m")).isZero();
			assertThat(this.out.toString()).contains("tcp", "upgrade", "answered 3 of 3", "✓ 'rtt:max<1m'");
		}
	}

	@Test
	void eventsRunsAFile() throws IOException {
		Files.writeString(file("events.yaml"), "steps: [ { send: hi, expect: [ { text: hi } ] } ]");
		try (FaultyServer server = FaultyServer.echo().start()) {
			assertThat(lab(Map.of(), "events", file("events.yaml").toString(), "--ws-url", server.url(), "--junit",
					file("events.xml").toString()))
				.isZero();
			assertThat(this.out.toString()).contains("expected 1   received 1   missing 0");
			assertThat(Files.readString(file("events.xml"))).contains("tests=\"1\" failures=\"0\"");
		}
	}

	@Test
	void allRunsEverythingWithOneVerdict() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			int code = lab(Map.of(), "all", server.url(), "-c", "3", "-d", "300ms", "-i", "100ms");

			assertThat(this.out.toString()).as(this.err.toString()).contains("█ ALL", "✓ probe", "load");
			assertThat(code).isIn(0, 96);
		}
	}

	@Test
	void printsHelpWithAnExampleForEveryCommand() {
		for (String command : new String[] { "probe", "load", "stress", "events", "check", "proxy", "monitor", "report",
				"compare", "console", "all" }) {
			this.out.getBuffer().setLength(0);
			assertThat(lab(Map.of(), command, "--help")).as(command).isZero();
			assertThat(this.out.toString()).contains("Usage: parley lab " + command, "parley lab " + command,
					"Example");
		}
		assertThat(lab(Map.of(), "generate-completion")).isZero();
	}

	private int lab(Map<String, String> environment, String... args) {
		return Lab.run(args, environment, new PrintWriter(this.out, true), new PrintWriter(this.err, true));
	}

	private Path file(String name) {
		return this.folder.resolve(name);
	}

	private static Schema schema() throws IOException {
		try (InputStream in = LabTests.class.getResourceAsStream("/lab/run.schema.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
		}
	}

}
