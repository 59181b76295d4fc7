package dev.parley.lab.command;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.parley.lab.engine.Schedule;
import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.LoadTest;
import dev.parley.lab.load.LoadTestBuilder;
import dev.parley.lab.load.Pace;
import dev.parley.lab.report.ConsoleSummary;
import dev.parley.lab.report.Wrapped;
import dev.parley.measure.Amounts;

/** {@code lab load}. */
@Command(name = "load", sortOptions = false,
		description = { "Many clients publish and listen; every copy of every message is accounted for.", "" },
		footer = { "", "Example:",
				"  parley lab load ws://localhost:8080/echo --clients 500 --rate 5k/s --duration 30s \\",
				"      --warmup 5s --threshold 'delivery:p(99)<50ms' --threshold 'lost==0' --out html=run.html" })
final class LoadCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Mixin
	private final ServerOptions server = new ServerOptions();

	@Mixin
	private final OutputOptions output = new OutputOptions();

	@Option(names = { "-c", "--clients", "--num-clients" }, paramLabel = "N", defaultValue = "10",
			description = "Connections (${DEFAULT-VALUE}; env NUM_CLIENTS).")
	private int clients;

	@Option(names = "--publishers", paramLabel = "N", defaultValue = "0",
			description = "How many of them publish; 0 means all.")
	private int publishers;

	@Option(names = "--rooms", paramLabel = "N", defaultValue = "1",
			description = "Rooms (engagements, channels) to spread the clients over.")
	private int rooms;

	@Option(names = { "-R", "--rate" }, paramLabel = "N/s",
			description = "Messages per second in total, however slow the server is.")
	private @Nullable String rate;

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "1s",
			description = "Or: each client sends one message per interval (${DEFAULT-VALUE}; env MESSAGE_INTERVAL).")
	private Duration interval = Duration.ofSeconds(1);

	@Option(names = { "-s", "--stage" }, paramLabel = "TIME:N", split = ",",
			description = "Or: change to this rate within this time, starting from 0; repeatable.")
	private List<String> stages = new ArrayList<>();

	@Option(names = "--in-flight", paramLabel = "N", defaultValue = "0",
			description = "Or: as fast as the server answers, with up to N unanswered messages per client.")
	private int inFlight;

	@Option(names = "--think", paramLabel = "TIME[±N%]",
			description = "Or: each client waits for its answer, pauses, and sends again.")
	private @Nullable String think;

	@Option(names = "--idle", description = "Send nothing, only keep the connections open.")
	private boolean idle;

	@Option(names = { "-d", "--duration" }, paramLabel = "TIME", defaultValue = "10s",
			description = "How long to measure (${DEFAULT-VALUE}; env TEST_DURATION).")
	private Duration duration = Duration.ofSeconds(10);

	@Option(names = "--warmup", paramLabel = "TIME", defaultValue = "0s",
			description = "Time to send before measuring; not part of the latencies.")
	private Duration warmup = Duration.ZERO;

	@Option(names = "--ramp-up", paramLabel = "TIME", defaultValue = "0s",
			description = "Time over which the connections are opened.")
	private Duration rampUp = Duration.ZERO;

	@Option(names = "--grace", paramLabel = "TIME", defaultValue = "5s",
			description = "How long to wait for the last copies (${DEFAULT-VALUE}).")
	private Duration grace = Duration.ofSeconds(5);

	@Option(names = "--payload", paramLabel = "BYTES", defaultValue = "128",
			description = "Size of a message (${DEFAULT-VALUE}).")
	private String payload = "128";

	@Option(names = "--http-share", paramLabel = "N%", defaultValue = "0",
			description = "Share of the messages that is published over REST.")
	private String httpShare = "0";

	@Option(names = "--http-url", paramLabel = "URL",
			description = "Address to request for that share, if the preset does not define one.")
	private @Nullable URI httpUrl;

	@Option(names = "--churn", paramLabel = "N/s", defaultValue = "0",
			description = "Connections closed and reopened per second.")
	private String churn = "0";

	@Option(names = { "-t", "--threshold" }, paramLabel = "CRITERION",
			description = "Criterion such as 'delivery:p(99)<200ms'; repeatable.")
	private List<String> thresholds = new ArrayList<>();

	@Option(names = "--accept-invalid", description = "Judge by the criteria even if the generator was the limit.")
	private boolean acceptInvalid;

	@Option(names = "--i-own-this-target",
			description = "Required for more than 1 000 clients against another machine.")
	private boolean own;

	@Override
	public Integer call() throws IOException {
		Screen screen = this.common.screen();
		this.output.check();
		TargetConsent.require(this.server.endpoint(), this.clients, this.own);
		LoadPanel panel = new LoadPanel(screen);
		LoadTest test = builder().listener(panel).build();
		Map<String, String> settings = settings();
		screen.lines(Wrapped.of("lab load " + this.server.endpoint() + this.common.source(), "  ",
				settings.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()).toList()));
		LoadResult result = Interruption.guard(test::interrupt, test::run);
		screen.clearPanel();
		screen.line("");
		screen.lines(ConsoleSummary.of(result, screen.style()));
		this.output.write(result, settings, screen);
		return ExitCode.of(result, this.acceptInvalid).code();
	}

	private LoadTestBuilder builder() {
		LoadTestBuilder builder = LoadTest.on(this.server.endpoint().uri().toString())
			.preset(this.server.preset())
			.target(this.server.target(this.clients, this.rooms))
			.engine(this.server.engine())
			.publishers(this.publishers)
			.payload(Math.toIntExact(Amounts.bytes(this.payload)))
			.http(Amounts.share(this.httpShare), this.httpUrl)
			.churn(Amounts.perSecond(this.churn))
			.rampUp(this.rampUp)
			.warmup(this.warmup)
			.duration(this.duration)
			.grace(this.grace)
			.patience(this.server.patience)
			.interval(this.interval);
		this.thresholds.forEach(builder::threshold);
		pace(builder);
		return builder;
	}

	private void pace(LoadTestBuilder builder) {
		if (this.rate != null) {
			builder.rate(Amounts.perSecond(this.rate));
		}
		if (!this.stages.isEmpty()) {
			builder.stages(this.stages.stream().map(LoadCommand::stage).toList());
		}
		if (this.inFlight > 0) {
			builder.pace(new Pace.Window(this.inFlight));
		}
		if (this.think != null) {
			builder.pace(think(this.think));
		}
		if (this.idle) {
			builder.pace(new Pace.Idle());
		}
	}

	private static Schedule.Stage stage(String text) {
		String[] parts = text.split(":", 2);
		if (parts.length < 2) {
			throw new IllegalArgumentException("'" + text + "' is not a stage; write for example 30s:1000");
		}
		return new Schedule.Stage(Amounts.duration(parts[0]), Amounts.perSecond(parts[1]));
	}

	private static Pace.Think think(String text) {
		String[] parts = text.split("±|\\+-", 2);
		return new Pace.Think(Amounts.duration(parts[0]), (parts.length < 2) ? 0 : Amounts.share(parts[1]));
	}

	/** The effective settings, in the syntax of the options. */
	private Map<String, String> settings() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("preset", this.server.preset().name());
		settings.put("clients", String.valueOf(this.clients));
		settings.put("publishers", (this.publishers == 0) ? "all" : String.valueOf(this.publishers));
		settings.put("rooms", String.valueOf(this.rooms));
		settings.put("pace", paceText());
		settings.put("duration", Amounts.time(this.duration));
		settings.put("warmup", Amounts.time(this.warmup));
		settings.put("ramp-up", Amounts.time(this.rampUp));
		settings.put("payload", this.payload);
		settings.put("http-share", this.httpShare);
		settings.put("churn", this.churn);
		settings.put("threads", String.valueOf(this.server.engine().threads()));
		return settings;
	}

	private String paceText() {
		if (this.idle) {
			return "idle";
		}
		if (this.think != null) {
			return "think " + this.think;
		}
		if (this.inFlight > 0) {
			return this.inFlight + " in flight";
		}
		if (!this.stages.isEmpty()) {
			return "stages " + String.join(",", this.stages);
		}
		return (this.rate != null) ? "rate " + this.rate : "interval " + Amounts.time(this.interval);
	}

}
