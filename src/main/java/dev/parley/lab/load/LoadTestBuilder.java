package dev.parley.lab.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.Schedule;
import dev.parley.lab.preset.Preset;
import dev.parley.lab.preset.Presets;
import dev.parley.lab.preset.Target;
import dev.parley.measure.Threshold;

/** Builds a load test; everything but the address has a default. */
public final class LoadTestBuilder {

	private Target target;

	private Preset preset = Presets.named("echo");

	private EngineOptions engine = EngineOptions.defaults();

	private @Nullable Pace pace;

	private double rate = Double.NaN;

	private Duration interval = Duration.ofSeconds(1);

	private int payload = 128;

	private int publishers;

	private double httpShare;

	private @Nullable URI httpUrl;

	private double churn;

	private Duration rampUp = Duration.ZERO;

	private Duration warmup = Duration.ZERO;

	private Duration duration = Duration.ofSeconds(10);

	private Duration grace = Duration.ofSeconds(5);

	private Duration patience = Duration.ZERO;

	private LoadListener listener = LoadListener.NONE;

	private final List<Threshold> thresholds = new ArrayList<>();

	LoadTestBuilder(String url) {
		this.target = Target.of(Endpoint.of(url), 10);
	}

	public LoadTestBuilder target(Target whole) {
		this.target = whole;
		return this;
	}

	/**
	 * How the server is spoken to: {@code echo}, {@code broadcast}, {@code parley}, … or
	 * a template file.
	 */
	public LoadTestBuilder preset(String name) {
		return preset(Presets.named(name));
	}

	public LoadTestBuilder preset(Preset chosen) {
		this.preset = chosen;
		return this;
	}

	/** Values for the preset, such as {@code user}. */
	public LoadTestBuilder values(Map<String, List<String>> values) {
		this.target = this.target.withValues(values);
		return this;
	}

	public LoadTestBuilder clients(int count) {
		this.target = this.target.withClients(count);
		return this;
	}

	public LoadTestBuilder rooms(int count) {
		this.target = this.target.withRooms(count);
		return this;
	}

	/** Only the first so many clients publish; 0 means all of them. */
	public LoadTestBuilder publishers(int count) {
		this.publishers = count;
		return this;
	}

	/** Messages per second of all clients together; the server does not slow it down. */
	public LoadTestBuilder rate(double perSecond) {
		this.rate = perSecond;
		return this;
	}

	/** Every client sends one message per interval; the server does not slow it down. */
	public LoadTestBuilder interval(Duration each) {
		this.interval = each;
		this.rate = Double.NaN;
		return this;
	}

	/** Along stages of the rate; their time is the duration. */
	public LoadTestBuilder stages(List<Schedule.Stage> stages) {
		Schedule schedule = Schedule.stages(0, stages);
		this.pace = new Pace.Rate(schedule);
		this.duration = schedule.duration().minus(this.warmup);
		return this;
	}

	public LoadTestBuilder pace(Pace chosen) {
		this.pace = chosen;
		return this;
	}

	public LoadTestBuilder payload(int bytes) {
		this.payload = bytes;
		return this;
	}

	/**
	 * The share of the messages that goes by REST; without an address by the preset's
	 * own.
	 */
	public LoadTestBuilder http(double share, @Nullable URI url) {
		this.httpShare = share;
		this.httpUrl = url;
		return this;
	}

	/** Connections closed and opened again per second. */
	public LoadTestBuilder churn(double perSecond) {
		this.churn = perSecond;
		return this;
	}

	public LoadTestBuilder rampUp(Duration time) {
		this.rampUp = time;
		return this;
	}

	public LoadTestBuilder warmup(Duration time) {
		this.warmup = time;
		return this;
	}

	public LoadTestBuilder duration(Duration time) {
		this.duration = time;
		return this;
	}

	/** How long to wait for the last copies. */
	public LoadTestBuilder grace(Duration time) {
		this.grace = time;
		return this;
	}

	/** How long to wait for a server that is not there yet. */
	public LoadTestBuilder patience(Duration time) {
		this.patience = time;
		return this;
	}

	public LoadTestBuilder engine(EngineOptions options) {
		this.engine = options;
		return this;
	}

	public LoadTestBuilder threshold(String text) {
		this.thresholds.add(Threshold.parse(text));
		return this;
	}

	public LoadTestBuilder listener(LoadListener follows) {
		this.listener = follows;
		return this;
	}

	public LoadTest build() {
		LoadPlan.Timing timing = new LoadPlan.Timing(this.rampUp, this.warmup, this.duration, this.grace,
				this.patience);
		LoadPlan.Workload workload = new LoadPlan.Workload(this.payload, this.publishers, this.httpShare, this.churn);
		return new LoadTest(new LoadPlan(this.preset, this.target, this.engine, chosenPace(timing), workload, timing,
				this.thresholds), this.listener, this.httpUrl);
	}

	/** Builds and runs it. */
	public LoadResult run() {
		return build().run();
	}

	private Pace chosenPace(LoadPlan.Timing timing) {
		if (this.pace != null) {
			return this.pace;
		}
		int sending = (this.publishers == 0) ? this.target.clients() : Math.min(this.publishers, this.target.clients());
		double perSecond = Double.isNaN(this.rate) ? sending * 1e9 / this.interval.toNanos() : this.rate;
		return Pace.rate(perSecond, timing.sending());
	}

}
