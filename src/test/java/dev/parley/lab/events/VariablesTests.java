package dev.parley.lab.events;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VariablesTests {

	private final Variables variables = new Variables(Map.of("name", "ann"));

	@Test
	void fillsEveryOccurrence() {
		assertThat(this.variables.fill("{{name}} and {{ name }}, {not} {{}}")).isEqualTo("ann and ann, {not} {{}}");
	}

	@Test
	void keepsTheRunTheSameAndMakesEveryUuidNew() {
		assertThat(this.variables.fill("{{run}}")).hasSize(8).isEqualTo(this.variables.fill("{{run}}"));
		assertThat(this.variables.fill("{{uuid}}")).hasSize(36).isNotEqualTo(this.variables.fill("{{uuid}}"));
		assertThat(new Variables(Map.of()).fill("{{run}}")).isNotEqualTo(this.variables.fill("{{run}}"));
	}

	@Test
	void fillsVariablesThatUseEarlierOnes() {
		Map<String, String> given = new LinkedHashMap<>();
		given.put("a", "1");
		given.put("b", "{{a}}{{a}}");

		assertThat(new Variables(given).fill("{{b}}")).isEqualTo("11");
	}

	@Test
	void overwritesAVariable() {
		this.variables.put("name", "bob");

		assertThat(this.variables.fill("{{name}}")).isEqualTo("bob");
	}

	@Test
	void takesValuesLiterally() {
		this.variables.put("odd", "$1 \\ {{name}}");

		assertThat(this.variables.fill("<{{odd}}>")).isEqualTo("<$1 \\ {{name}}>");
	}

	@Test
	void removesTheQuotesOfANumberInJson() {
		this.variables.put("n", "17");

		assertThat(this.variables.fillJson("{\"seq\":\"{{#n}}\",\"text\":\"{{n}}\"}"))
			.isEqualTo("{\"seq\":17,\"text\":\"17\"}");
	}

	@Test
	void namesAVariableWithoutAValueAndTheKnownOnes() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.variables.fill("x {{nome}}"))
			.withMessage("the variable {{nome}} has no value; known variables are [run, name]");
		assertThatIllegalArgumentException().isThrownBy(() -> this.variables.fillJson("\"{{#count}}\""))
			.withMessageContaining("{{count}}");
	}

}
