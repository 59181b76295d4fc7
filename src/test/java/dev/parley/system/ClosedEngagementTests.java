package dev.parley.system;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.Rest;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A closed engagement can be read but not written, over socket and REST.
 */
@LiveServer
class ClosedEngagementTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Autowired
	private JdbcClient jdbc;

	private TestClient mia;

	private String engagement;

	private String alert;

	@BeforeEach
	void close() {
		this.engagement = this.cast.engagement();
		this.mia = TestClient.connect(this.port, this.cast.token("mia"));
		this.mia.say(this.engagement, "before");
		this.alert = this.mia
			.acked(this.mia.send("raise_alert",
					Map.of("engagement", this.engagement, "severity", "info", "title", "before")))
			.at("/data/alert")
			.asString();
		status("closed");
	}

	@AfterEach
	void hangUp() {
		this.mia.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "send_message", "edit_message", "record_interaction", "raise_alert" })
	void theSocketRefusesToWrite(String type) {
		var refusal = this.mia.refused(this.mia.send(type, Map.of("engagement", this.engagement, "text", "t", "seq", 1,
				"kind", "call", "severity", "info", "title", "t")));
		assertThat(refusal.get("code").asString()).isEqualTo("conflict");
		assertThat(refusal.get("message").asString()).contains("closed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "POST | messages | text=t", "PATCH | messages/1 | text=t",
			"POST | interactions | kind=call", "POST | alerts | severity=info,title=t" })
	void restRefusesToWrite(String method, String path, String fields) {
		var answer = new Rest(this.port).exchange(method, "/api/engagements/" + this.engagement + "/" + path,
				this.cast.token("mia"), fields(fields));
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("\"code\":\"conflict\"").contains("closed");
	}

	@Test
	void openAlertsCanBeResolvedAndMessagesDeleted() {
		this.mia.acked(this.mia.send("acknowledge_alert", Map.of("engagement", this.engagement, "alert", this.alert)));
		this.mia.acked(this.mia.send("resolve_alert", Map.of("engagement", this.engagement, "alert", this.alert)));
		this.mia.acked(this.mia.send("delete_message", Map.of("engagement", this.engagement, "seq", 1)));
		this.mia.acked(this.mia.send("mark_read", Map.of("engagement", this.engagement, "seq", 1)));
	}

	@Test
	void reopensWithoutAGapInSeq() {
		this.mia.refused(this.mia.send("send_message", Map.of("engagement", this.engagement, "text", "too early")));
		status("open");
		assertThat(this.mia.say(this.engagement, "after").at("/data/seq").asLong()).isEqualTo(3);
	}

	private void status(String status) {
		this.jdbc.sql("update engagement set status = ? where id = ?").params(status, this.engagement).update();
	}

	private static Map<String, String> fields(String list) {
		return Arrays.stream(list.split(","))
			.map((field) -> field.split("="))
			.collect(Collectors.toMap((field) -> field[0], (field) -> field[1]));
	}

}
