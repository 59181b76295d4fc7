package dev.parley.lab.monitor;

import java.io.IOException;
import java.util.Map;

/** Provides the current metrics of a page or a process. */
@FunctionalInterface
public interface MetricSource {

	/**
	 * Metrics by name: times in milliseconds, sizes in bytes, shares between 0 and 1.
	 */
	Map<String, Double> read() throws IOException;

}
