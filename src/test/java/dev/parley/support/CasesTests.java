package dev.parley.support;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CasesTests {

	@Test
	void checksTheGivenNumberOfDifferentCases() {
		List<Long> seen = new ArrayList<>();
		Cases.forAll(100, RandomGenerator::nextLong, seen::add);
		assertThat(seen).hasSize(100).doesNotHaveDuplicates();
	}

	@Test
	void repeatsTheSameCasesInEveryRun() {
		List<Long> first = new ArrayList<>();
		List<Long> second = new ArrayList<>();
		Cases.forAll(10, RandomGenerator::nextLong, first::add);
		Cases.forAll(10, RandomGenerator::nextLong, second::add);
		assertThat(first).isEqualTo(second);
	}

	@Test
	void aFailureNamesTheSeedAndTheCase() {
		List<Integer> seen = new ArrayList<>();
		assertThatThrownBy(() -> Cases.forAll(10, (random) -> "value", (value) -> {
			seen.add(1);
			assertThat(seen).hasSizeLessThan(3);
		})).isInstanceOf(AssertionError.class)
			.hasMessageContaining("Case 3 of 10 failed, repeat it with -Dparley.seed=")
			.hasMessageContaining("The case: value")
			.hasCauseInstanceOf(AssertionError.class);
	}

	@Test
	void aFailingSequenceIsShortenedToTheStepsThatMatter() {
		assertThatThrownBy(() -> Cases.forAllSequences(1, CasesTests::zeroToNinetyNine,
				(steps) -> assertThat(steps.containsAll(List.of(17, 63))).isFalse()))
			.hasMessageContaining("2 of its 100 steps are enough: [17, 63]");
	}

	@Test
	void aSequenceThatAlwaysFailsIsShortenedToNothing() {
		assertThatThrownBy(() -> Cases.forAllSequences(1, CasesTests::zeroToNinetyNine, (steps) -> {
			throw new IllegalStateException("broken");
		})).hasMessageContaining("0 of its 100 steps are enough: []").hasMessageContaining("broken");
	}

	private static List<Integer> zeroToNinetyNine(RandomGenerator random) {
		return IntStream.range(0, 100).boxed().toList();
	}

}
