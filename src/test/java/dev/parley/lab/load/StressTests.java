package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StressTests {

	private final List<Double> tried = new ArrayList<>();

	@Test
	void theKneeIsNarrowedDownBetweenWhatHeldAndWhatBroke() {
		Stress.Outcome outcome = find((load) -> (load <= 700) ? null : "short");

		assertThat(outcome.knee()).isBetween(630.0, 700.0);
		assertThat(outcome.breaks()).isBetween(700.0, 770.0);
	}

	@Test
	void aGeneratorThatWasTheLimitOnceGetsASecondChance() {
		Stress.Outcome outcome = find((load) -> (this.tried.size() == 1) ? "invalid" : null);

		assertThat(this.tried).startsWith(100.0, 100.0, 200.0);
		assertThat(outcome.knee()).isEqualTo(1600);
	}

	@Test
	void aGeneratorThatIsTheLimitTwiceEndsTheSearch() {
		Stress.Outcome outcome = find((load) -> (load > 300) ? "invalid" : null);

		assertThat(this.tried).containsExactly(100.0, 200.0, 400.0, 400.0);
		assertThat(outcome.knee()).isEqualTo(200);
		assertThat(outcome.limit()).contains("stopped at 400", "invalid");
	}

	private Stress.Outcome find(Server server) {
		return new Stress((load) -> {
			this.tried.add(load);
			return result(server.answer(load));
		}, (step) -> {
		}).find(100, 2_000, 2, 0.1);
	}

	private static LoadResult result(@Nullable String trouble) {
		boolean connectionsShort = "short".equals(trouble);
		return new LoadResult("echo", "ws://localhost/", Instant.EPOCH, Duration.ofSeconds(1),
				new LoadResult.Connections(1, 1, 0, 0, connectionsShort ? 0 : 1),
				new LoadResult.Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
				new LoadResult.Integrity(0, 0, 0, 0, 0, 0, 0, 0, 0, false), Map.of(), Map.of(), List.of(),
				new LoadResult.Generator(0, 1, 0, 0, 0), List.of(), connectionsShort ? null : trouble, false);
	}

	/** Why a run at this load does not pass, or null. */
	private interface Server {

		@Nullable String answer(double load);

	}

}
