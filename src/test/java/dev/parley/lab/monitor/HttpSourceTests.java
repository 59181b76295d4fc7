package dev.parley.lab.monitor;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.lab.StubApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpSourceTests {

	private StubApi api;

	@BeforeEach
	void start() throws IOException {
		this.api = new StubApi();
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@Test
	void readsAPageAndTheResponseTime() throws IOException {
		this.api.on("GET /ws/stats", 200, "{\"open\":3}");

		Map<String, Double> values = new HttpSource(this.api.at("/ws/stats"), null).read();

		assertThat(values).containsOnlyKeys("response", "open").containsEntry("open", 3.0);
		assertThat(values.get("response")).isPositive();
		assertThat(this.api.requests().getFirst().token()).isEqualTo("null");
	}

	@Test
	void sendsTheToken() throws IOException {
		this.api.on("GET /ws/stats", 200, "{}");

		new HttpSource(this.api.at("/ws/stats"), "secret").read();

		assertThat(this.api.requests().getFirst().token()).isEqualTo("secret");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 500, 503 })
	void failsOnAnErrorStatus(int status) {
		this.api.on("GET /ws/stats", status, "{\"open\":3}");

		assertThatIOException().isThrownBy(() -> new HttpSource(this.api.at("/ws/stats"), "secret").read())
			.withMessage("/ws/stats returned status " + status);
	}

	@Test
	void failsWhenThePageIsUnreachable() {
		HttpSource source = new HttpSource(URI.create("http://127.0.0.1:1/ws/stats"), null);

		assertThatIOException().isThrownBy(source::read);
	}

	@Test
	void readsNumbersOfJsonByTheirPath() {
		assertThat(parse("""
				{"connections":{"total":12,"msp":{"eu":2.5}},"name":"a","up":true,"none":null,"list":[1,2],"n":-1e3}
				""")).containsExactly(Map.entry("connections.total", 12.0), Map.entry("connections.msp.eu", 2.5),
				Map.entry("n", -1000.0));
	}

	@Test
	void acceptsJsonAfterBlanks() {
		assertThat(parse("\n  {\"a\":1}")).containsExactly(Map.entry("a", 1.0));
	}

	@Test
	void failsOnBrokenJson() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"a\":"))
			.withMessage("the page is neither JSON nor in the Prometheus text format");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "up 1 | up | 1",
					"http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000"
							+ " | http_requests_total{method=\"post\",code=\"200\"} | 1027",
					"rate 1.5e-3 | rate | 0.0015", "ns:metric_1 -4 | ns:metric_1 | -4", "  padded   7   | padded | 7",
					"label{text=\"a b c\"} 2 | label{text=\"a b c\"} | 2", "huge 6.004E8 | huge | 600400000" })
	void readsASampleOfThePrometheusFormat(String line, String name, double value) {
		assertThat(parse(line + "\n")).containsExactly(Map.entry(name, value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "# HELP up Whether it is up", "# TYPE up gauge", "", "up", "1 up", "up one", "0up 1",
			"<html><body>Sign in</body></html>" })
	void skipsLinesThatAreNotSamples(String line) {
		assertThat(parse(line + "\nreal 1\n")).containsExactly(Map.entry("real", 1.0));
	}

	@Test
	void keepsTheLastOfTwoSamplesWithTheSameName() {
		assertThat(parse("a 1\na 2\n")).containsExactly(Map.entry("a", 2.0));
	}

	@Test
	void limitsTheNumberOfMetrics() {
		StringBuilder text = new StringBuilder();
		StringBuilder json = new StringBuilder("{\"m\":0");
		for (int i = 0; i < 6_000; i++) {
			text.append("metric_").append(i).append(" 1\n");
			json.append(",\"m").append(i).append("\":1");
		}

		assertThat(parse(text.toString())).hasSize(5_000);
		assertThat(parse(json.append('}').toString())).hasSize(5_000);
	}

	private static Map<String, Double> parse(String body) {
		Map<String, Double> values = new LinkedHashMap<>();
		HttpSource.parse(body, values);
		return values;
	}

}
