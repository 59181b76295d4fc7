package dev.parley.lab.command;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.engine.Endpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TargetConsentTests {

	@ParameterizedTest
	@CsvSource({ "ws://192.0.2.1/ws, 1000, false", "ws://192.0.2.1/ws, 100000, true",
			"ws://127.0.0.1/ws, 100000, false", "ws://localhost/ws, 100000, false" })
	void allowsASmallLoadConsentAndThisMachine(String url, int clients, boolean given) {
		assertThatCode(() -> TargetConsent.require(Endpoint.of(url), clients, given)).doesNotThrowAnyException();
	}

	@Test
	void rejectsALargeLoadAgainstAnotherMachine() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TargetConsent.require(Endpoint.of("ws://192.0.2.1/ws"), 1_001, false))
			.withMessage("1001 clients against ws://192.0.2.1/ws, which is not this machine: add --i-own-this-target "
					+ "if you own it");
	}

}
