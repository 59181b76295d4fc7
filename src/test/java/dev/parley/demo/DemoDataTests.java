package dev.parley.demo;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a new user finds after the first command of the README.
 */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("demo")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class DemoDataTests {

	@TempDir
	static Path data;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	DemoData demo;

	@DynamicPropertySource
	static void folder(DynamicPropertyRegistry properties) {
		properties.add("parley.data", data::toString);
	}

	@Test
	void hasADozenPeopleOfTwoMspsAndFiveClients() {
		assertThat(count("app_user")).isEqualTo(12);
		assertThat(count("organisation where kind = 'MSP'")).isEqualTo(2);
		assertThat(count("organisation where kind = 'CLIENT'")).isEqualTo(5);
	}

	@Test
	void everyEngagementHasAHistoryInOrderWithoutGaps() {
		assertThat(count("engagement")).isEqualTo(8);
		assertThat(count("engagement e where head <> (select count(*) from event v where v.engagement_id = e.id)"))
			.isZero();
		assertThat(count("event a join event b on b.engagement_id = a.engagement_id and b.seq = a.seq + 1"
				+ " where b.at < a.at"))
			.isZero();
		assertThat(count("engagement e where updated_at <> (select max(at) from event v where v.engagement_id = e.id)"))
			.isZero();
	}

	@Test
	void hasAlertsOfEverySeverityAndState() {
		assertThat(values("select distinct severity from alert")).containsExactlyInAnyOrder("info", "warning",
				"critical");
		assertThat(values("select distinct state from alert")).containsExactlyInAnyOrder("raised", "acknowledged",
				"resolved");
	}

	@Test
	void showsEditedTextAndHidesDeletedText() {
		assertThat(count("event where type = 'chat_message_deleted'")).isPositive();
		assertThat(count("event where data like '%password on the sticker%'")).isZero();
		assertThat(count("event where data like '%printers form your%'")).isZero();
	}

	@Test
	void everyDemoUserSignsInWithThePublicPassword() {
		for (String email : values("select email from app_user")) {
			assertThat(this.mvc.post()
				.uri("/api/auth/login")
				.contentType(MediaType.APPLICATION_JSON)
				.content("{\"email\":\"" + email + "\",\"password\":\"parley-demo\"}")).hasStatusOk();
		}
	}

	@Test
	void aSecondStartChangesNothing() throws Exception {
		long events = count("event");
		this.demo.run(new DefaultApplicationArguments());
		assertThat(count("event")).isEqualTo(events);
	}

	@Test
	void printsTheAddressAndTheAccounts(CapturedOutput output) {
		this.demo.welcome();
		assertThat(output.getOut()).contains("http://localhost:")
			.contains("mia@northwind.example")
			.contains("MSP northwind (manager)")
			.contains("parley-demo");
	}

	private long count(String what) {
		return this.jdbc.sql("select count(*) from " + what).query(Long.class).single();
	}

	private List<String> values(String sql) {
		return this.jdbc.sql(sql).query(String.class).list();
	}

}
