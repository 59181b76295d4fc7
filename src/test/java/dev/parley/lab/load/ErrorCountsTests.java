package dev.parley.lab.load;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCountsTests {

	private final ErrorCounts errors = new ErrorCounts();

	@Test
	void countsByKindInTheOrderOfTheirNames() {
		this.errors.add("refused 503");
		this.errors.add("closed 1001");
		this.errors.add("refused 503");

		assertThat(this.errors.byKind()).containsExactly(Map.entry("closed 1001", 1L), Map.entry("refused 503", 2L));
	}

	@Test
	void aServerThatInventsKindsCannotFillTheMemory() {
		IntStream.range(0, 1_000).forEach((i) -> this.errors.add("refused " + i));
		this.errors.add("refused 7");

		assertThat(this.errors.byKind()).hasSize(51).containsEntry("other", 950L).containsEntry("refused 7", 2L);
	}

	@Test
	void nothingWrongIsAnEmptyMap() {
		assertThat(this.errors.byKind()).isEmpty();
	}

}
