package dev.parley.lab.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StampTests {

	@Test
	void whatIsWrittenIsFoundAnywhereInAMessage() {
		Stamp stamp = new Stamp(0xCAFEBABE);
		String text = Stamp.text(0xCAFEBABE, 77, 123_456, 987_654_321_000L, 42_000);

		for (String message : new String[] { text, "{\"at\":\"2026-11-20T10:00:00.123Z\",\"id\":\"" + text + "\"}",
				"#12 " + text + " padding", "é.lab.…" + text }) {
			Payload payload = Payload.of(message);

			assertThat(stamp.find(payload)).as(message).isTrue();
			assertThat(stamp.publisher(payload)).isEqualTo(77);
			assertThat(stamp.sequence(payload)).isEqualTo(123_456);
			assertThat(stamp.intended(payload)).isEqualTo(987_654_321_000L);
			assertThat(stamp.lag(payload)).isEqualTo(42_000);
		}
	}

	@Test
	void stampsOfOtherRunsAndHalfStampsAreNotOurs() {
		Stamp stamp = new Stamp(1);
		String other = Stamp.text(2, 1, 1, 1, 1);
		String own = Stamp.text(1, 1, 1, 1, 1);

		assertThat(stamp.find(Payload.of(other))).isFalse();
		assertThat(stamp.find(Payload.of(own.substring(0, 43)))).isFalse();
		assertThat(stamp.find(Payload.of(""))).isFalse();
		assertThat(stamp.find(Payload.of("lab."))).isFalse();
		assertThat(stamp.find(Payload.of(other + own))).isTrue();
	}

	@Test
	void severalStampsAreFoundOneAfterTheOther() {
		Stamp stamp = new Stamp(1);
		Payload payload = Payload.of("[" + Stamp.text(1, 1, 10, 0, 0) + "," + Stamp.text(1, 1, 11, 0, 0) + "]");

		assertThat(stamp.find(payload)).isTrue();
		assertThat(stamp.sequence(payload)).isEqualTo(10);
		assertThat(stamp.find(payload, stamp.end())).isTrue();
		assertThat(stamp.sequence(payload)).isEqualTo(11);
		assertThat(stamp.find(payload, stamp.end())).isFalse();
	}

	@Test
	void aStampIsAnIdThatParleyTakes() {
		assertThat(Stamp.text(-1, 0xFFFFFF, Integer.MAX_VALUE, (1L << 48) - 1, Long.MAX_VALUE)).hasSize(Stamp.LENGTH)
			.matches("[A-Za-z0-9_.:-]{1,64}");
	}

}
