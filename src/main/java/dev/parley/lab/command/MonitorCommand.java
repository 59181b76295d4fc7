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
import dev.parley.lab.monitor.ProcessSource;
import dev.parley.lab.monitor.Source;
import dev.parley.lab.monitor.Watch;
import dev.parley.lab.report.Style;
import dev.parley.lab.report.Wrapped;
import dev.parley.measure.Amounts;
import dev.parley.measure.Threshold;
import dev.parley.measure.Trend;

/** {@code lab monitor}. */
@Command(name = "monitor", sortOptions = false,
		description = { "Watches a server: samples, thresholds, trends, exports.", "" },
		footer = { "", "A threshold says what should hold. With --nagios it ends with 0, 1, 2 or 3.", "", "Example:",
				"  parley lab monitor --page http://localhost:8080/ws/stats --token TOKEN --pid 4711 \\",
				"      --interval 1s --warning 'cpu < 80%% for 10s' --critical 'rss < 2GB' --show cpu,rss,connections.total" })
final class MonitorCommand implements Callable<Integer> {

	private static final int KEPT = 20_000;

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Option(names = "--page", paramLabel = "URL", split = ",",
			description = "JSON such as /ws/stats, or Prometheus' text; repeatable.")
	private List<URI> pages = new ArrayList<>();

	@Option(names = "--pid", paramLabel = "N", description = "A process of this machine.")
	private @Nullable Long pid;

	@Option(names = "--token", paramLabel = "TOKEN", description = "A bearer token for the pages.")
	private @Nullable String token;

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "1s",
			description = "Between two samples, 0.1 s to 60 s (${DEFAULT-VALUE}).")
	private Duration interval = Duration.ofSeconds(1);

	@Option(names = { "-d", "--duration" }, paramLabel = "TIME", description = "Without it until Ctrl-C.")
	private @Nullable Duration duration;

	@Option(names = "--warning", paramLabel = "CRITERION", description = "What should hold; repeatable.")
	private List<String> warnings = new ArrayList<>();

	@Option(names = "--critical", paramLabel = "CRITERION", description = "What must hold; repeatable.")
	private List<String> criticals = new ArrayList<>();

	@Option(names = "--show", paramLabel = "NAME", split = ",",
			description = "Which numbers to show; without it the first dozen.")
	private List<String> shown = new ArrayList<>();

	@Option(names = "--csv", paramLabel = "FILE", description = "Write all samples as a table.")
	private @Nullable Path csv;

	@Option(names = "--json", paramLabel = "FILE", description = "Write all samples with trends.")
	private @Nullable Path json;

	@Option(names = "--nagios", description = "Look twice, print one line, end with 0, 1, 2 or 3.")
	private boolean nagios;

	@Override
	public Integer call() throws IOException {
		if (this.interval.compareTo(Duration.ofMillis(100)) < 0 || this.interval.compareTo(Duration.ofMinutes(1)) > 0) {
			throw new IllegalArgumentException("the interval lies between 0.1 s and 60 s");
		}
		Watch watch = new Watch(sources(), thresholds(this.warnings), thresholds(this.criticals), KEPT);
		Screen screen = this.common.screen();
		if (this.nagios) {
			return nagios(watch, screen);
		}
		AtomicBoolean stopped = new AtomicBoolean();
		Boolean whole = Interruption.guard(() -> stopped.set(true), () -> watch(watch, screen, stopped));
		export(watch, screen);
		trends(watch, screen);
		return ((whole && watch.broken().isEmpty()) ? ExitCode.PASSED : ExitCode.FAILED).code();
	}

	private List<Source> sources() {
		List<Source> sources = new ArrayList<>();
		this.pages.forEach((page) -> sources.add(new HttpSource(page, this.token)));
		if (this.pid != null) {
			sources.add(new ProcessSource(this.pid));
		}
		if (sources.isEmpty()) {
			throw new IllegalArgumentException("nothing to watch: give --page URL or --pid N");
		}
		return sources;
	}

	/** Answers whether no threshold was ever broken. */
	private boolean watch(Watch watch, Screen screen, AtomicBoolean stopped) {
		long end = (this.duration == null) ? Long.MAX_VALUE : System.nanoTime() + this.duration.toNanos();
		long next = System.nanoTime();
		boolean whole = true;
		while (!stopped.get() && (end == Long.MAX_VALUE || System.nanoTime() < end)) {
			Watch.Sample sample = watch.look(Instant.now());
			whole &= watch.broken().isEmpty();
			show(watch, sample, screen);
			next += this.interval.toNanos();
			while (System.nanoTime() < next && !stopped.get()) {
				LockSupport.parkNanos(Math.min(50_000_000, Math.max(1, next - System.nanoTime())));
			}
		}
		return whole;
	}

	private void show(Watch watch, Watch.Sample sample, Screen screen) {
		Style style = screen.style();
		String state = switch (watch.state()) {
			case OK -> style.good("OK");
			case WARNING -> style.warn("WARNING");
			case CRITICAL -> style.bad("CRITICAL");
			case UNKNOWN -> style.warn("UNKNOWN");
		};
		List<String> words = new ArrayList<>(values(sample));
		if (!watch.failure().isEmpty()) {
			words.add(style.bad(watch.failure()));
		}
		List<String> lines = Wrapped.of("  " + sample.at().toString().substring(11, 21) + "  " + state, "    ", words);
		watch.broken().forEach((threshold) -> lines.add("    " + style.bad("✗ " + threshold)));
		screen.lines(lines);
	}

	private List<String> values(Watch.Sample sample) {
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

	private int nagios(Watch watch, Screen screen) {
		watch.look(Instant.now());
		LockSupport.parkNanos(Math.min(this.interval.toNanos(), 1_000_000_000));
		Watch.Sample sample = watch.look(Instant.now());
		String why = !watch.failure().isEmpty() ? watch.failure()
				: watch.broken().isEmpty() ? "everything holds" : "broken: " + watch.broken();
		screen.line("PARLEY " + watch.state() + " - " + why + " | " + values(sample));
		return switch (watch.state()) {
			case OK -> 0;
			case WARNING -> 1;
			case CRITICAL -> 2;
			case UNKNOWN -> 3;
		};
	}

	private void trends(Watch watch, Screen screen) {
		for (Map.Entry<String, Trend> entry : watch.trends().entrySet()) {
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

	private void export(Watch watch, Screen screen) throws IOException {
		if (this.csv != null) {
			Files.writeString(this.csv, watch.csv());
			screen.line("  wrote " + this.csv);
		}
		if (this.json != null) {
			Map<String, Object> all = new LinkedHashMap<>();
			all.put("format", "parley-lab-monitor");
			all.put("pages", this.pages.stream().map(URI::getPath).toList());
			all.put("intervalMs", this.interval.toMillis());
			all.put("trends", watch.trends());
			all.put("names", new TreeSet<>(watch.trends().keySet()));
			all.put("samples", watch.samples());
			Files.writeString(this.json, JsonMapper.shared().writeValueAsString(all));
			screen.line("  wrote " + this.json);
		}
	}

	private static List<Threshold> thresholds(List<String> texts) {
		return texts.stream().map(Threshold::parse).toList();
	}

}
