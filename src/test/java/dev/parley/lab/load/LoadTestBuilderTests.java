package dev.parley.lab.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.Schedule;
import dev.parley.lab.preset.Target;
import dev.parley.measure.Threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoadTestBuilderTests {

	private final LoadTestBuilder builder = LoadTest.on("ws://localhost:8080/ws").duration(Duration.ofSeconds(10));

	@Test
	void everythingHasADefault() {
		LoadPlan plan = LoadTest.on("ws://localhost:8080/ws").build().plan();

		assertThat(plan.preset().name()).isEqualTo("echo");
		assertThat(plan.target().clients()).isEqualTo(10);
		assertThat(plan.workload()).isEqualTo(new LoadPlan.Workload(128, 0, 0, 0));
		assertThat(plan.timing()).isEqualTo(new LoadPlan.Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10),
				Duration.ofSeconds(5), Duration.ZERO));
		assertThat(plan.thresholds()).isEmpty();
		assertThat(plan.engine()).isEqualTo(EngineOptions.defaults());
		assertThat(schedule(plan).dueBy(1_000_000_000)).isEqualTo(10);
	}

	@Test
	void anIntervalIsThatOfEachClientThatPublishes() {
		assertThat(planned(this.builder.clients(20).interval(Duration.ofSeconds(2)))).isEqualTo(100);
		assertThat(planned(this.builder.publishers(5))).isEqualTo(25);
		assertThat(planned(this.builder.publishers(500))).isEqualTo(100);
	}

	@Test
	void aRateIsThatOfAllClientsTogether() {
		assertThat(planned(this.builder.clients(20).rate(7))).isEqualTo(70);
	}

	@Test
	void theLaterOfRateAndIntervalCounts() {
		assertThat(planned(this.builder.clients(1).rate(7).interval(Duration.ofSeconds(1)))).isEqualTo(10);
	}

	@Test
	void theWarmUpIsSentToo() {
		LoadPlan plan = this.builder.rate(10).warmup(Duration.ofSeconds(3)).build().plan();

		assertThat(plan.timing().sending()).isEqualTo(Duration.ofSeconds(13));
		assertThat(schedule(plan).total()).isEqualTo(130);
	}

	@Test
	void stagesSetTheDuration() {
		LoadPlan plan = this.builder.warmup(Duration.ofSeconds(2))
			.stages(List.of(new Schedule.Stage(Duration.ofSeconds(4), 10),
					new Schedule.Stage(Duration.ofSeconds(4), 0)))
			.build()
			.plan();

		assertThat(plan.timing().duration()).isEqualTo(Duration.ofSeconds(6));
		assertThat(plan.timing().sending()).isEqualTo(Duration.ofSeconds(8));
		assertThat(schedule(plan).total()).isEqualTo(40);
	}

	@Test
	void aPaceTakesThePlaceOfTheRate() {
		Pace window = new Pace.Window(3);

		assertThat(this.builder.rate(5).pace(window).build().plan().pace()).isSameAs(window);
	}

	@Test
	void everyStepReachesThePlan() {
		EngineOptions options = EngineOptions.defaults().withThreads(1);
		LoadPlan plan = this.builder.preset("broadcast")
			.rooms(3)
			.values(Map.of("room", List.of("a", "b")))
			.payload(99)
			.http(0.25, URI.create("http://localhost/x"))
			.churn(2)
			.rampUp(Duration.ofSeconds(1))
			.grace(Duration.ofSeconds(2))
			.patience(Duration.ofSeconds(3))
			.engine(options)
			.threshold("lost==0")
			.threshold("delivery:p(99)<5ms")
			.build()
			.plan();

		assertThat(plan.preset().name()).isEqualTo("broadcast");
		assertThat(plan.target().rooms()).isEqualTo(3);
		assertThat(plan.target().value("room", 3)).isEqualTo("b");
		assertThat(plan.workload()).isEqualTo(new LoadPlan.Workload(99, 0, 0.25, 2));
		assertThat(plan.timing().rampUp()).isEqualTo(Duration.ofSeconds(1));
		assertThat(plan.timing().grace()).isEqualTo(Duration.ofSeconds(2));
		assertThat(plan.timing().patience()).isEqualTo(Duration.ofSeconds(3));
		assertThat(plan.engine()).isSameAs(options);
		assertThat(plan.thresholds()).extracting(Threshold::metric).containsExactly("lost", "delivery");
	}

	@Test
	void aTargetTakesThePlaceOfTheAddress() {
		Target target = Target.of(Endpoint.of("ws://127.0.0.1:9/other"), 4);

		assertThat(this.builder.target(target).build().plan().target()).isSameAs(target);
	}

	@Test
	void valuesThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> LoadTest.on("nonsense"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.clients(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.rooms(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.preset("carrier-pigeon"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.threshold("fast enough"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Window(0));
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan.Workload(-1, 0, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan.Workload(0, -1, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan.Workload(0, 0, 1.01, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan.Workload(0, 0, -0.1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadPlan.Workload(0, 0, 0, -1));
	}

	private static long planned(LoadTestBuilder builder) {
		return Math.round(schedule(builder.build().plan()).total());
	}

	private static Schedule schedule(LoadPlan plan) {
		return ((Pace.Rate) plan.pace()).schedule();
	}

}
