package dev.parley.lab.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.parley.lab.check.CheckResult;
import dev.parley.lab.check.CheckSample;
import dev.parley.lab.check.Finding;
import dev.parley.lab.check.InjectedFault;
import dev.parley.lab.check.Invariant;

import static org.assertj.core.api.Assertions.assertThat;

class CheckReportTests {

	@Test
	void thePageHoldsTheVerdictTheEvidenceAndTheFaults() {
		Finding broken = new Finding(Invariant.NO_GHOSTS, Finding.Status.VIOLATED, 9, 1,
				List.of("</script><script>alert(1)</script>"));

		String page = CheckReport.html(result(List.of(broken)));

		assertThat(page).contains("\"outcome\":\"broken\"", "\"what\":\"half-open\"", "\"slowest\":12.5",
				Invariant.NO_GHOSTS.promise());
		assertThat(page).contains("alert(1)").doesNotContain("<script>alert(1)");
	}

	@Test
	void aCheckInWhichEverythingHeldPassed() {
		Finding held = new Finding(Invariant.ONCE, Finding.Status.VALID, 3, 0, List.of());

		assertThat(CheckReport.html(result(List.of(held)))).contains("\"outcome\":\"passed\"");
	}

	private static CheckResult result(List<Finding> findings) {
		CheckResult.Details details = new CheckResult.Details("ws://localhost/ws", Instant.EPOCH, Duration.ofSeconds(9),
				7);
		return new CheckResult(details, new CheckResult.Published(5, 0, 1), new CheckResult.Recovery(2, 0),
				List.of(new InjectedFault(1.5, 0, "half-open", 1)), List.of(new CheckSample(1, 5, 5, 12.5)), findings,
				true);
	}

}
