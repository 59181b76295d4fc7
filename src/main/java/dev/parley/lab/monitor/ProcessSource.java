package dev.parley.lab.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the CPU time, memory, threads and open files of a local process from
 * {@code /proc}.
 */
public final class ProcessSource implements MetricSource {

	/**
	 * The kernel reports CPU time in hundredths of a second on all common platforms.
	 */
	private static final double TICKS_PER_SECOND = 100;

	private final Path folder;

	private double lastTicks = Double.NaN;

	private long lastAt;

	/** Reads the process with this id. */
	public ProcessSource(long pid) {
		this.folder = Path.of("/proc", String.valueOf(pid));
		if (!Files.isDirectory(this.folder)) {
			throw new IllegalArgumentException("/proc has no process " + pid);
		}
	}

	@Override
	public Map<String, Double> read() throws IOException {
		Map<String, Double> values = new LinkedHashMap<>();
		String stat = Files.readString(this.folder.resolve("stat"));
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
		double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
		long now = System.nanoTime();
		if (!Double.isNaN(this.lastTicks)) {
			values.put("cpu", (ticks - this.lastTicks) / TICKS_PER_SECOND / ((now - this.lastAt) / 1e9));
		}
		this.lastTicks = ticks;
		this.lastAt = now;
		values.put("threads", Double.parseDouble(fields[17]));
		values.put("rss", residentKilobytes() * 1024);
		try (Stream<Path> files = Files.list(this.folder.resolve("fd"))) {
			values.put("files", (double) files.count());
		}
		return values;
	}

	private double residentKilobytes() throws IOException {
		return Files.readAllLines(this.folder.resolve("status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.map((line) -> line.replaceAll("\\D", ""))
			.mapToDouble(Double::parseDouble)
			.findFirst()
			.orElse(0);
	}

}
