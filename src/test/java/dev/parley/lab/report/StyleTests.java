package dev.parley.lab.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StyleTests {

	@Test
	void plainTextStaysAsItIs() {
		assertThat(Style.PLAIN.good("a") + Style.PLAIN.bad("b") + Style.PLAIN.warn("c") + Style.PLAIN.bold("d")
				+ Style.PLAIN.dim("e"))
			.isEqualTo("abcde");
	}

	@Test
	void coloursEndWhereTheTextEnds() {
		assertThat(Style.COLOURED.good("ok")).isEqualTo("\u001b[32mok\u001b[0m");
		assertThat(Style.COLOURED.bad("no")).isEqualTo("\u001b[31;1mno\u001b[0m");
		assertThat(Style.COLOURED.warn("hm")).isEqualTo("\u001b[33mhm\u001b[0m");
		assertThat(Style.COLOURED.bold("b")).isEqualTo("\u001b[1mb\u001b[0m");
		assertThat(Style.COLOURED.dim("d")).isEqualTo("\u001b[2md\u001b[0m");
	}

	@Test
	void aMarkTellsWithoutColoursToo() {
		assertThat(Style.PLAIN.mark(true)).isEqualTo("✓");
		assertThat(Style.PLAIN.mark(false)).isEqualTo("✗");
	}

}
