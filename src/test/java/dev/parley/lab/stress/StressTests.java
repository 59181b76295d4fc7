package dev.parley.lab.stress;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.SampleResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StressTests {

	private final List<Double> tried = new ArrayList<>();

	private final List<Stress.Trial> reported = new ArrayList<>();

	@Test
	void theKneeIsNarrowedDownBetweenWhatHeldAndWhatBroke() {
		StressResult found = find((load) -> (load <= 700) ? null : "short");

		assertThat(found.knee()).isBetween(630.0, 700.0);
		assertThat(found.breaks()).isBetween(700.0, 770.0);
	}

	@Test
	void aGeneratorThatWasTheLimitOnceGetsASecondChance() {
		StressResult found = find((load) -> (this.tried.size() == 1) ? "invalid" : null);

		assertThat(this.tried).startsWith(100.0, 100.0, 200.0);
		assertThat(found.knee()).isEqualTo(1600);
	}

	@Test
	void aGeneratorThatIsTheLimitTwiceEndsTheSearch() {
		StressResult found = find((load) -> (load > 300) ? "invalid" : null);

		assertThat(this.tried).containsExactly(100.0, 200.0, 400.0, 400.0);
		assertThat(found.knee()).isEqualTo(200);
		assertThat(found.limit()).contains("stopped at 400", "invalid");
	}

	@Test
	void everythingThatHoldsIsNoKnee() {
		StressResult found = find((load) -> null);

		assertThat(this.tried).containsExactly(100.0, 200.0, 400.0, 800.0, 1600.0, 1600.0);
		assertThat(found.breaks()).isZero();
		assertThat(found.limit()).isEqualTo("everything held: raise --to");
	}

	@Test
	void aServerThatCarriesNotEvenTheFirstLoadHasNoKnee() {
		StressResult found = find((load) -> "short");

		assertThat(this.tried).containsExactly(100.0);
		assertThat(found.knee()).isZero();
		assertThat(found.breaks()).isEqualTo(100);
		assertThat(found.limit()).isEqualTo("a criterion broke");
	}

	@Test
	void aKneeThatHeldByLuckIsLoweredUntilItHoldsAgain() {
		StressResult found = find(
				(load) -> (load > 1_700 || (load == 1_600 && this.tried.size() > 5)) ? "short" : null);

		assertThat(found.knee()).isCloseTo(1_600 / Math.sqrt(2), within(0.001));
		assertThat(found.trials()).last().satisfies((trial) -> assertThat(trial.holds()).isTrue());
	}

	@Test
	void anInterruptionEndsTheSearchWithWhatHeldSoFar() {
		StressResult found = find((load) -> (load > 300) ? "interrupted" : null);

		assertThat(found.knee()).isEqualTo(200);
		assertThat(found.limit()).isEqualTo("stopped at 400: interrupted");
		assertThat(found.trials()).hasSize(3).isEqualTo(this.reported);
	}

	private StressResult find(Server server) {
		return new Stress((load) -> {
			this.tried.add(load);
			return result(server.answer(load));
		}, this.reported::add).find(100, 2_000, 2, 0.1);
	}

	private static LoadResult result(@Nullable String trouble) {
		if (trouble == null) {
			return new SampleResult().result();
		}
		return trouble.equals("short") ? new SampleResult().connections(1, 1, 0, 1, 0).result()
				: trouble.equals("interrupted") ? new SampleResult().interrupted().result()
						: new SampleResult().invalid(trouble).result();
	}

	/** Why a run at this load does not pass, or null. */
	private interface Server {

		@Nullable String answer(double load);

	}

}
