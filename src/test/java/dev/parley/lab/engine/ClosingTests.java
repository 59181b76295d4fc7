package dev.parley.lab.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosingTests {

	@Test
	void aCloseFrameIsCountedByItsCodeAndDescribedWithItsReason() {
		assertThat(new Closing.Closed(4408, "too slow").kind()).isEqualTo("closed 4408");
		assertThat(new Closing.Closed(4408, "too slow").describe()).isEqualTo("closed with 4408 (too slow)");
		assertThat(new Closing.Closed(1005, "").describe()).isEqualTo("closed with 1005");
	}

	@Test
	void aRefusalIsCountedByItsStatusAndDescribedWithItsBody() {
		assertThat(new Closing.Refused(401, "no\n").kind()).isEqualTo("refused 401");
		assertThat(new Closing.Refused(401, " no token \n").describe())
			.isEqualTo("the upgrade was refused with HTTP 401: no token");
		assertThat(new Closing.Refused(503, "  ").describe()).isEqualTo("the upgrade was refused with HTTP 503");
	}

	@Test
	void aBrokenConnectionIsDescribedWithItsDetail() {
		assertThat(new Closing.Broken("connection lost", null).describe()).isEqualTo("connection lost");
		assertThat(new Closing.Broken("tls failed", "expired").describe()).isEqualTo("tls failed: expired");
		assertThat(new Closing.Broken("tls failed", "expired").kind()).isEqualTo("tls failed");
	}

	@Test
	void anEndOfOurOwnIsOneKind() {
		assertThat(new Closing.Ours().kind()).isEqualTo(new Closing.Ours().describe()).isEqualTo("closed by us");
	}

}
