package dev.parley.lab.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.HdrHistogram.Histogram;

/**
 * A distribution in HdrHistogram's own text format, in milliseconds, for its plotters.
 */
public final class HgrmReport {

	private static final double NANOS_PER_MILLI = 1e6;

	private HgrmReport() {
	}

	public static String of(Histogram histogram) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
			histogram.outputPercentileDistribution(out, NANOS_PER_MILLI);
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
