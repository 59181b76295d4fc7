package dev.parley.lab.check;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultScheduleTests {

	private static final Duration ROUND = Duration.ofSeconds(10);

	private static final List<FaultKind> ALL = List.of(FaultKind.values());

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 7, 42, 123_456_789, -5 })
	void plansTheSameFaultsForTheSameSeed(long seed) {
		FaultSchedule schedule = FaultSchedule.of(seed, ROUND, ALL);

		assertThat(FaultSchedule.of(seed, ROUND, ALL)).isEqualTo(schedule);
		assertThat(FaultSchedule.of(seed + 1, ROUND, ALL)).isNotEqualTo(schedule);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 7, 42, 123_456_789, -5 })
	void spreadsFaultsOverTheRoundInOrder(long seed) {
		List<PlannedFault> faults = FaultSchedule.of(seed, ROUND, ALL).faults();

		assertThat(faults).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at())).hasSizeGreaterThan(6);
		assertThat(faults).allSatisfy((fault) -> {
			assertThat(fault.at()).isBetween(Duration.ofMillis(300), ROUND);
			assertThat(fault.share()).isIn(0.5, 1.0);
			assertThat(fault.lasting()).isLessThan(Duration.ofMillis(1_200));
		});
		for (int i = 1; i < faults.size(); i++) {
			Duration pause = faults.get(i).at().minus(faults.get(i - 1).at());
			assertThat(pause).isLessThan(Duration.ofMillis(2_400));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
	void killsExactlyOncePerRound(long seed) {
		assertThat(FaultSchedule.of(seed, ROUND, ALL).faults()).filteredOn((fault) -> fault.kind() == FaultKind.KILL)
			.hasSize(1);
		assertThat(FaultSchedule.of(seed, ROUND, List.of(FaultKind.KILL)).faults()).hasSize(1);
	}

	@Test
	void killsInTheMiddleOfARoundThatIsTooShortForChance() {
		FaultSchedule schedule = FaultSchedule.of(7, Duration.ofMillis(100), List.of(FaultKind.KILL, FaultKind.CUT));

		assertThat(schedule.faults())
			.containsExactly(new PlannedFault(Duration.ofMillis(50), FaultKind.KILL, 1, Duration.ZERO));
	}

	@Test
	void plansOnlyTheGivenKinds() {
		Set<FaultKind> kinds = EnumSet.of(FaultKind.STALL, FaultKind.REFUSE);

		assertThat(FaultSchedule.of(3, Duration.ofMinutes(1), List.copyOf(kinds)).faults())
			.extracting(PlannedFault::kind)
			.containsOnlyElementsOf(kinds);
		assertThat(FaultSchedule.of(3, ROUND, List.of()).faults()).isEmpty();
	}

	@Test
	void usesEveryKindSoonerOrLater() {
		Set<FaultKind> seen = FaultSchedule.of(1, Duration.ofMinutes(2), ALL)
			.faults()
			.stream()
			.map(PlannedFault::kind)
			.collect(Collectors.toSet());

		assertThat(seen).containsExactlyInAnyOrder(FaultKind.values());
	}

	@ParameterizedTest
	@EnumSource
	void parsesTheLabelOfEveryKind(FaultKind kind) {
		assertThat(FaultKind.of(kind.label())).isEqualTo(kind);
		assertThat(FaultKind.of(" " + kind.label().toUpperCase(java.util.Locale.ROOT) + " ")).isEqualTo(kind);
		assertThat(kind.label()).doesNotContain("_").isLowerCase();
	}

	@Test
	void rejectsAnUnknownKindWithTheKnownOnes() {
		assertThatIllegalArgumentException().isThrownBy(() -> FaultKind.of("gremlins"))
			.withMessage("unknown fault 'gremlins'; use one of cut, reset, half-open, latency, stall, slow-line, "
					+ "refuse, kill");
	}

	@Test
	void printsTimeAndKind() {
		assertThat(new PlannedFault(Duration.ofMillis(1_249), FaultKind.HALF_OPEN, 1, Duration.ZERO))
			.hasToString("1.2s half-open");
	}

}
