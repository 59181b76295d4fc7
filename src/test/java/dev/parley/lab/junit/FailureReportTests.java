package dev.parley.lab.junit;

import java.util.List;
import java.util.Locale;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.parley.lab.client.LabFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FailureReportTests {

	private static final LabFrame.Direction OUT = LabFrame.Direction.OUT;

	private static final LabFrame.Direction IN = LabFrame.Direction.IN;

	@Test
	void printsFramesWithDirectionAndMilliseconds() {
		String text = FailureReport.frames(
				List.of(frame(OUT, "hello", 1_000), frame(IN, "{\"a\":1}", 1_002.5), frame(IN, "late", 13_345.678)));

		assertThat(text.lines()).containsExactly("     0.000 ms -> hello", "     2.500 ms <- {\"a\":1}",
				" 12345.678 ms <- late");
	}

	@Test
	void printsThatThereAreNoFrames() {
		assertThat(FailureReport.frames(List.of())).isEqualTo("no frames\n");
	}

	@Test
	void usesTheSameNumbersInEveryLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.GERMANY);
		try {
			assertThat(FailureReport.frames(List.of(frame(OUT, "x", 1)))).contains("0.000 ms");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void measuresFromASentFrameToTheNextReceivedOne() {
		Histogram times = FailureReport
			.responseTimes(List.of(frame(IN, "greeting", 0), frame(OUT, "a", 10), frame(OUT, "b", 20),
					frame(IN, "b", 25), frame(IN, "more", 30), frame(OUT, "c", 40), frame(IN, "c", 140)));

		assertThat(times.getTotalCount()).isEqualTo(2);
		assertThat(times.getMinValue() / 1e6).isCloseTo(5, within(0.01));
		assertThat(times.getMaxValue() / 1e6).isCloseTo(100, within(0.1));
	}

	@Test
	void measuresNothingWithoutAResponse() {
		assertThat(FailureReport.responseTimes(List.of(frame(OUT, "a", 0), frame(OUT, "b", 1))).getTotalCount())
			.isZero();
		assertThat(FailureReport.responseTimes(List.of()).getTotalCount()).isZero();
	}

	private static LabFrame frame(LabFrame.Direction direction, String text, double millis) {
		return new LabFrame(direction, text, Math.round(millis * 1e6));
	}

}
