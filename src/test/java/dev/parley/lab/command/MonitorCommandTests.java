package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.StubApi;

import static org.assertj.core.api.Assertions.assertThat;

class MonitorCommandTests {

	@TempDir
	private Path folder;

	private StubApi api;

	@BeforeEach
	void start() throws IOException {
		this.api = new StubApi().on("GET /stats", 200, "{\"open\":7,\"load\":0.25,\"rss\":1572864}")
			.on("GET /metrics", 200, "up 1\n");
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@Test
	void endsWithZeroWhileAllThresholdsHold() {
		Invocation held = monitor("--warning", "open < 10", "--critical", "load < 50%");

		assertThat(held.code()).as(held.out() + held.err()).isZero();
		assertThat(held.out()).contains("OK", "open=7", "load=0.250", "rss=1.5 MB", "response=")
			.doesNotContain("WARNING", "CRITICAL", "✗");
	}

	@Test
	void endsWith99WhenAThresholdWasBroken() {
		Invocation broken = monitor("--warning", "open < 5");

		assertThat(broken.code()).isEqualTo(99);
		assertThat(broken.out()).contains("WARNING", "✗ open < 5");
	}

	@Test
	void showsTheCriticalStatusFirst() {
		assertThat(monitor("--warning", "open < 5", "--critical", "open < 6").out()).contains("CRITICAL", "✗ open < 6",
				"✗ open < 5");
	}

	@Test
	void samplesAtTheInterval() {
		Invocation run = Invocation.of("monitor", "--page", this.api.at("/stats").toString(), "-i", "100ms",
				"--duration", "2s");

		assertThat(run.out().lines().filter((line) -> line.contains("OK"))).hasSizeBetween(2, 21);
	}

	@Test
	void showsOnlyTheChosenMetrics() {
		assertThat(monitor("--show", "load,missing").out()).contains("load=0.250", "missing=NaN")
			.doesNotContain("open=");
	}

	@Test
	void showsAPageThatFails() {
		Invocation failed = Invocation.of("monitor", "--page", this.api.at("/gone").toString(), "-i", "100ms",
				"--duration", "150ms");

		assertThat(failed.out()).contains("UNKNOWN", "/gone returned status 404");
	}

	@Test
	void readsSeveralPagesAndAProcess() {
		Invocation all = Invocation.of("monitor", "--page", this.api.at("/stats") + "," + this.api.at("/metrics"),
				"--pid", String.valueOf(ProcessHandle.current().pid()), "--token", "secret", "-i", "100ms", "-d",
				"150ms");

		assertThat(all.out()).contains("open=7", "up=1", "threads=");
		assertThat(this.api.requests()).allMatch((request) -> request.token().equals("secret"));
	}

	@Test
	void exportsAllSamplesAsCsv() throws IOException {
		Path csv = this.folder.resolve("samples.csv");

		assertThat(monitor("--csv", csv.toString()).out()).contains("wrote " + csv);

		List<String> lines = Files.readAllLines(csv);
		assertThat(lines.getFirst()).isEqualTo("at,\"load\",\"open\",\"response\",\"rss\"");
		assertThat(lines.subList(1, lines.size())).isNotEmpty()
			.allMatch((line) -> line.matches("20.*Z,0\\.25,7\\.0,[\\d.E-]+,1572864\\.0"));
	}

	@Test
	void exportsAllSamplesAndTrendsAsJson() throws IOException {
		Path json = this.folder.resolve("samples.json");

		monitor("--json", json.toString());

		JsonNode root = JsonMapper.shared().readTree(Files.readString(json));
		assertThat(root.path("format").asString()).isEqualTo("parley-lab-monitor");
		assertThat(root.path("pages").path(0).asString()).isEqualTo("/stats");
		assertThat(root.path("intervalMs").asInt()).isEqualTo(100);
		assertThat(root.path("names").valueStream().map(JsonNode::asString)).containsExactly("load", "open", "response",
				"rss");
		assertThat(root.path("trends").path("open").path("direction").asString()).isEqualTo("NOT_ENOUGH_DATA");
		assertThat(root.path("samples").path(0).path("values").path("open").asDouble()).isEqualTo(7);
		assertThat(root.path("samples").path(0).path("at").asString()).startsWith("20");
	}

	@ParameterizedTest
	@CsvSource({ "open < 10, open < 10, 0, OK - all thresholds hold",
			"open < 5, open < 10, 1, WARNING - broken: [open < 5]",
			"open < 10, open < 5, 2, CRITICAL - broken: [open < 5]",
			"open < 5, open < 6, 2, 'CRITICAL - broken: [open < 6, open < 5]'" })
	void printsOneLineForNagios(String warning, String critical, int code, String text) {
		Invocation nagios = monitor("--nagios", "--warning", warning, "--critical", critical);

		assertThat(nagios.code()).isEqualTo(code);
		assertThat(nagios.out().lines()).singleElement()
			.asString()
			.startsWith("PARLEY " + text + " | ")
			.contains("open=7");
	}

	@Test
	void isUnknownForNagiosWhenThePageFails() {
		Invocation nagios = Invocation.of("monitor", "--page", this.api.at("/gone").toString(), "--nagios", "-i",
				"100ms");

		assertThat(nagios.code()).isEqualTo(3);
		assertThat(nagios.out()).startsWith("PARLEY UNKNOWN - /gone returned status 404 | ");
	}

	private Invocation monitor(String... options) {
		String[] args = new String[options.length + 7];
		System.arraycopy(new String[] { "monitor", "--page", this.api.at("/stats").toString(), "-i", "100ms",
				"--duration", "250ms" }, 0, args, 0, 7);
		System.arraycopy(options, 0, args, 7, options.length);
		return Invocation.of(args);
	}

}
