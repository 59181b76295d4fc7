package dev.parley.lab.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.monitor.HttpSource;
import dev.parley.lab.monitor.MetricSource;
import dev.parley.lab.monitor.Monitor;
import dev.parley.lab.monitor.ProcessSource;
import dev.parley.lab.report.Style;
import dev.parley.lab.report.Wrapped;
import dev.parley.measure.Amounts;
import dev.parley.measure.Threshold;
import dev.parley.measure.Trend;

/** {@code lab monitor}. */
@Command(name = "monitor", sortOptions = false,
		description = { "Monitors a server: samples, thresholds, trends, exports.", "" },
		footer = { "", "A threshold states what should hold. With --nagios the exit code is 0, 1, 2 or 3.", "",
				"Example:", "  parley lab monitor --page http://localhost:8080/ws/stats --token TOKEN --pid 4711 \\",
				"      --interval 1s --warning 'cpu < 80%% for 10s' --critical 'rss < 2GB' --show cpu,rss,connections.total" })
final class MonitorCommand implements Callable<Integer> {

	private static final int KEPT = 20_000;

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Option(names = "--page", paramLabel = "URL", split = ",",
			description = "Page with metrics: JSON such as /ws/stats, or the Prometheus text format; repeatable.")
	private List<URI> pages = new ArrayList<>();

	@Option(names = "--pid", paramLabel = "N", description = "Id of a local process.")
	private @Nullable Long pid;

	@Option(names = "--token", paramLabel = "TOKEN", description = "Bearer token for the pages.")
	private @Nullable String token;

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "1s",
			description = "Time between samples, 0.1 s to 60 s (${DEFAULT-VALUE}).")
	private Duration interval = Duration.ofSeconds(1);

	@Option(names = { "-d", "--duration" }, paramLabel = "TIME",
			description = "How long to run; until Ctrl-C by default.")
	private @Nullable Duration duration;

	@Option(names = "--warning", paramLabel = "CRITERION", description = "Warning threshold; repeatable.")
	private List<String> warnings = new ArrayList<>();

	@Option(names = "--critical", paramLabel = "CRITERION", description = "Critical threshold; repeatable.")
	private List<String> criticals = new ArrayList<>();

	@Option(names = "--show", paramLabel = "NAME", split = ",",
			description = "Metrics to show; the first twelve by default.")
	private List<String> shown = new ArrayList<>();

	@Option(names = "--csv", paramLabel = "FILE", description = "Write all samples as CSV.")
	private @Nullable Path csv;

	@Option(names = "--json", paramLabel = "FILE", description = "Write all samples and trends as JSON.")
	private @Nullable Path json;

	@Option(names = "--nagios", description = "Take two samples, print one line, exit with 0, 1, 2 or 3.")
	private boolean nagios;

	@Override
	public Integer call() throws IOException {
		if (this.interval.compareTo(Duration.ofMillis(100)) < 0 || this.interval.compareTo(Duration.ofMinutes(1)) > 0) {
			throw new IllegalArgumentException("--interval must be between 0.1 s and 60 s");
		}
		Monitor monitor = new Monitor(sources(), thresholds(this.warnings), thresholds(this.criticals), KEPT);
		Screen screen = this.common.screen();
		if (this.nagios) {
			return nagios(monitor, screen);
		}
		AtomicBoolean stopped = new AtomicBoolean();
		Boolean held = Interruption.guard(() -> stopped.set(true), () -> sample(monitor, screen, stopped));
		export(monitor, screen);
		trends(monitor, screen);
		return ((held && monitor.broken().isEmpty()) ? ExitCode.PASSED : ExitCode.FAILED).code();
	}

	private List<MetricSource> sources() {
		List<MetricSource> sources = new ArrayList<>();
		this.pages.forEach((page) -> sources.add(new HttpSource(page, this.token)));
		if (this.pid != null) {
			sources.add(new ProcessSource(this.pid));
		}
		if (sources.isEmpty()) {
			throw new IllegalArgumentException("there is nothing to monitor: give --page URL or --pid N");
		}
		return sources;
	}

	/** Samples until the end and returns whether no threshold was ever broken. */
	private boolean sample(Monitor monitor, Screen screen, AtomicBoolean stopped) {
		long end = (this.duration == null) ? Long.MAX_VALUE : System.nanoTime() + this.duration.toNanos();
		long next = System.nanoTime();
		boolean held = true;
		while (!stopped.get() && (end == Long.MAX_VALUE || System.nanoTime() < end)) {
			Monitor.Sample sample = monitor.sample(Instant.now());
			held &= monitor.broken().isEmpty();
			show(monitor, sample, screen);
			next += this.interval.toNanos();
			while (System.nanoTime() < next && !stopped.get()) {
				LockSupport.parkNanos(Math.min(50_000_000, Math.max(1, next - System.nanoTime())));
			}
		}
		return held;
	}

	private void show(Monitor monitor, Monitor.Sample sample, Screen screen) {
		Style style = screen.style();
		String state = switch (monitor.status()) {
			case OK -> style.good("OK");
			case WARNING -> style.warn("WARNING");
			case CRITICAL -> style.bad("CRITICAL");
			case UNKNOWN -> style.warn("UNKNOWN");
		};
		List<String> words = new ArrayList<>(values(sample));
		if (!monitor.failure().isEmpty()) {
			words.add(style.bad(monitor.failure()));
		}
		List<String> lines = Wrapped.of("  " + sample.at().toString().substring(11, 21) + "  " + state, "    ", words);
		monitor.broken().forEach((threshold) -> lines.add("    " + style.bad("✗ " + threshold)));
		screen.lines(lines);
	}

	private List<String> values(Monitor.Sample sample) {
		List<String> names = this.shown.isEmpty() ? sample.values().keySet().stream().limit(12).toList() : this.shown;
		return names.stream()
			.map((name) -> name + "=" + number(name, sample.values().getOrDefault(name, Double.NaN)))
			.toList();
	}

	private static String number(String name, double value) {
		if (name.equals("rss") && !Double.isNaN(value)) {
			return Amounts.size(value);
		}
		return (value == Math.rint(value)) ? String.format(Locale.ROOT, "%.0f", value)
				: String.format(Locale.ROOT, "%.3f", value);
	}

	private int nagios(Monitor monitor, Screen screen) {
		monitor.sample(Instant.now());
		LockSupport.parkNanos(Math.min(this.interval.toNanos(), 1_000_000_000));
		Monitor.Sample sample = monitor.sample(Instant.now());
		String why = !monitor.failure().isEmpty() ? monitor.failure()
				: monitor.broken().isEmpty() ? "all thresholds hold" : "broken: " + monitor.broken();
		screen.line("PARLEY " + monitor.status() + " - " + why + " | " + values(sample));
		return switch (monitor.status()) {
			case OK -> 0;
			case WARNING -> 1;
			case CRITICAL -> 2;
			case UNKNOWN -> 3;
		};
	}

	private void trends(Monitor monitor, Screen screen) {
		for (Map.Entry<String, Trend> entry : monitor.trends().entrySet()) {
			Trend trend = entry.getValue();
			if (this.shown.isEmpty()
					? trend.direction() == Trend.Direction.INCREASING || trend.direction() == Trend.Direction.DECREASING
					: this.shown.contains(entry.getKey())) {
				screen.line(String.format(Locale.ROOT, "  %s: %s, %+.4g a minute", entry.getKey(),
						trend.direction().name().toLowerCase(Locale.ROOT).replace('_', ' '),
						trend.slopePerSecond() * 60));
			}
		}
	}

	private void export(Monitor monitor, Screen screen) throws IOException {
		if (this.csv != null) {
			Files.writeString(this.csv, monitor.csv());
			screen.line("  wrote " + this.csv);
		}
		if (this.json != null) {
			Map<String, Object> all = new LinkedHashMap<>();
			all.put("format", "parley-lab-monitor");
			all.put("pages", this.pages.stream().map(URI::getPath).toList());
			all.put("intervalMs", this.interval.toMillis());
			all.put("trends", monitor.trends());
			all.put("names", new TreeSet<>(monitor.trends().keySet()));
			all.put("samples", monitor.samples());
			Files.writeString(this.json, JsonMapper.shared().writeValueAsString(all));
			screen.line("  wrote " + this.json);
		}
	}

	private static List<Threshold> thresholds(List<String> texts) {
		return texts.stream().map(Threshold::parse).toList();
	}

}
