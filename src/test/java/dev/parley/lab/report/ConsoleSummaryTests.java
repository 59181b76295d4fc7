package dev.parley.lab.report;

import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.Metric;
import dev.parley.lab.load.SampleResult;
import dev.parley.measure.Threshold;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleSummaryTests {

	private static final String EVERYTHING = """
			█ VERDICT  FAIL: the server lost, doubled or disordered messages
			  echo ws://localhost/ws
			  2.5s measured   connections 18 of 20 (1 never opened, 2 lost)

			█ THRESHOLDS
			  ✓ 'delivery:max<5ms' max=2.00ms
			  ✗ 'lost==0' 200

			█ INTEGRITY
			  published 990 (acked 980, refused 7, unknown 3)
			  copies 19 600 of 19 800  98.9899%
			  lost 200  duplicated 1  reordered 2  ghosts 3  holes 4
			  order disagreements 5

			█ LATENCY  from the intended time; service: from the writing, without waiting
			                    min   mean    p50    p95    p99  p99.9    max           n
			delivery         2.00ms 2.00ms 2.00ms      -      -      - 2.00ms           3

			█ RATE
			  planned..........: 1 000 messages, reached 99.00%, 3 not taken by the connection
			  sent.............: 990          396/s  123.8 KB
			  copies received..: 19 600       7 840/s  2.5 MB in 20 600 frames
			  http requests....: 100, failed 4

			█ ERRORS  0.594%
			  closed 1001......: 2
			  http 503.........: 4
			  unanswered.......: 5

			█ GENERATOR
			  cpu 26% of one core of 4   gc 7 ms   worst stall 2.50ms   late p99 1.25ms""";

	@Test
	void aRunWithEverythingIsShownLineByLine() {
		SampleResult run = new SampleResult().connections(20, 22, 1, 2, 18)
			.messages(1_000, 990, 980, 7, 3, 5)
			.frames(19_600, 20_600, 126_720, 2_637_000)
			.http(100, 4)
			.rates(396, 7_840)
			.copies(19_800, 19_600, 200)
			.faults(1, 2, 3, 4, 5)
			.unknown(3)
			.ordered()
			.latencies(Metric.DELIVERY, 2, 2, 2)
			.error("closed 1001", 2)
			.error("http 503", 4)
			.threshold("delivery:max<5ms")
			.threshold("lost==0");

		assertThat(String.join("\n", ConsoleSummary.of(run.result(), Style.PLAIN)))
			.isEqualTo(EVERYTHING.replaceAll("(?m)^(?=.)", "  "));
	}

	@Test
	void aRunInWhichNothingHappenedShowsNoEmptySections() {
		assertThat(ConsoleSummary.of(new SampleResult().result(), Style.PLAIN)).containsExactly("  █ VERDICT  PASS",
				"    echo ws://localhost/ws", "    2.5s measured   connections 1 of 1", "", "  █ INTEGRITY",
				"    published 0  copies 0 of 0", "    lost 0  duplicated 0  reordered 0  ghosts 0",
				"    one order for all: not checked, the server numbers nothing", "",
				"  █ LATENCY  from the intended time; service: from the writing, without waiting", "", "  █ RATE",
				"    sent.............: 0            0/s  0 B",
				"    copies received..: 0            0/s  0 B in 0 frames", "", "  █ GENERATOR",
				"    cpu 26% of one core of 4   gc 7 ms   worst stall 2.50ms   late p99 1.25ms");
	}

	@Test
	void everyOutcomeHasItsVerdict() {
		assertThat(verdict(new SampleResult().connections(2, 1, 1, 0, 1))).isEqualTo("FAIL");
		assertThat(verdict(new SampleResult().invalid("too slow"))).isEqualTo("INVALID: too slow");
		assertThat(verdict(new SampleResult().interrupted())).isEqualTo("INTERRUPTED");
		assertThat(verdict(new SampleResult().copies(2, 1, 1)))
			.isEqualTo("FAIL: the server lost, doubled or disordered messages");
	}

	@Test
	void hugeNumbersStayReadable() {
		SampleResult huge = new SampleResult().messages(0, Long.MAX_VALUE, 0, 0, 0, 0)
			.frames(30_000_000_000L, 30_000_000_000L, Long.MAX_VALUE, 5L << 40)
			.rates(1.2e9, 3e9);

		assertThat(ConsoleSummary.of(huge.result(), Style.PLAIN)).contains(
				"    sent.............: 9 223 372 036 854 775 807 1 200 000 000/s  8589934592.00 GB",
				"    copies received..: 30 000 000 000 3 000 000 000/s  5120.00 GB in 30 000 000 000 frames");
	}

	@Test
	void aLongErrorKeepsItsDots() {
		assertThat(
				ConsoleSummary.of(new SampleResult().error("server says <b>no</b> & \"go\"", 1).result(), Style.PLAIN))
			.contains("    server says <b>no</b> & \"go\".: 1");
	}

	@ParameterizedTest
	@CsvSource({ "delivery:p(99)<5ms, p(99)=4.00ms", "delivery:count>0, 3", "lost==0, 2", "success>0.9, 0.5000",
			"ack:max<1s, no samples", "delivery:avg<1s, avg=2.67ms", "sent>10, 1 234 567" })
	void aNumberIsShownWithTheUnitOfItsMetric(String threshold, String shown) {
		LoadResult result = new SampleResult().latencies(Metric.DELIVERY, 2, 2, 4)
			.messages(0, 1_234_567, 0, 0, 0, 0)
			.copies(4, 2, 2)
			.threshold(threshold)
			.result();

		assertThat(ConsoleSummary.actual(result.verdicts().getFirst())).isEqualTo(shown);
	}

	@Test
	void aThresholdWithoutSamplesSaysSo() {
		Threshold threshold = Threshold.parse("delivery:p(99)<5ms");

		assertThat(ConsoleSummary.actual(new Threshold.Verdict(threshold, OptionalDouble.empty(), false)))
			.isEqualTo("no samples");
	}

	@Test
	void faultsAreRed() {
		String text = String.join("\n",
				ConsoleSummary.of(new SampleResult().copies(2, 1, 1).faults(0, 1, 0, 0, 0).result(), Style.COLOURED));

		assertThat(text).contains(Style.COLOURED.bad("lost 1"), Style.COLOURED.bad("reordered 1"))
			.contains("duplicated 0")
			.doesNotContain(Style.COLOURED.bad("duplicated 0"));
	}

	private static String verdict(SampleResult run) {
		return ConsoleSummary.of(run.result(), Style.PLAIN).getFirst().replace("  █ VERDICT  ", "");
	}

}
