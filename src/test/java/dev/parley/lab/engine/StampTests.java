package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StampTests {

	@Test
	void findsAStampAnywhereInAMessage() {
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
	void passesOverStampsOfOtherRunsAndHalfStamps() {
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
	void findsSeveralStampsOneAfterTheOther() {
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

	@Test
	void everyFieldKeepsItsLargestValue() {
		Stamp stamp = new Stamp(0xFFFFFFFF);
		Payload payload = Payload
			.of(Stamp.text(0xFFFFFFFF, 0xFFFFFF, Integer.MAX_VALUE, (1L << 48) - 1, 0xFFFFFFL * 1_000));

		assertThat(stamp.find(payload)).isTrue();
		assertThat(stamp.publisher(payload)).isEqualTo(0xFFFFFF);
		assertThat(stamp.sequence(payload)).isEqualTo(Integer.MAX_VALUE);
		assertThat(stamp.intended(payload)).isEqualTo((1L << 48) - 1);
		assertThat(stamp.lag(payload)).isEqualTo(0xFFFFFFL * 1_000);
	}

	@Test
	void aLagIsKeptToTheMicrosecondAndBounded() {
		assertThat(lagOf(1_999)).isEqualTo(1_000);
		assertThat(lagOf(-5_000)).isZero();
		assertThat(lagOf(Long.MAX_VALUE)).isEqualTo(0xFFFFFFL * 1_000);
	}

	@Test
	void findsAStampThatIsNotWhereTheLastOneWas() {
		Stamp stamp = new Stamp(1);
		String own = Stamp.text(1, 1, 7, 0, 0);

		for (String message : new String[] { "abc" + own, own + "abc", "abcdef" + own + "x", own, "a.b.c" + own }) {
			Payload payload = Payload.of(message);
			assertThat(stamp.find(payload)).as(message).isTrue();
			assertThat(stamp.sequence(payload)).as(message).isEqualTo(7);
		}
	}

	@Test
	void aStampInFrontOfTheUsualPlaceIsNotTakenForTheFirst() {
		Stamp stamp = new Stamp(1);
		stamp.find(Payload.of("#" + Stamp.text(1, 1, 3, 0, 0)));
		Payload payload = Payload.of("#" + Stamp.text(1, 1, 4, 0, 0) + Stamp.text(1, 1, 5, 0, 0));

		assertThat(stamp.find(payload)).isTrue();
		assertThat(stamp.sequence(payload)).isEqualTo(4);
	}

	@Test
	void noStampIsFoundFromItsMiddleOn() {
		Stamp stamp = new Stamp(1);
		Payload payload = Payload.of(Stamp.text(1, 1, 3, 0, 0));

		assertThat(stamp.find(payload, 4)).isFalse();
		assertThat(stamp.find(payload, 44)).isFalse();
	}

	@Test
	void isWrittenIntoAMessageWithoutTouchingTheRest() {
		byte[] message = "x".repeat(50).getBytes(StandardCharsets.US_ASCII);

		Stamp.write(message, 3, 0xAB, 1, 2, 3, 4_000);

		assertThat(new String(message, StandardCharsets.US_ASCII))
			.isEqualTo("xxxlab.000000ab00000100000002000000000003000004xxx");
	}

	private static long lagOf(long nanos) {
		Stamp stamp = new Stamp(1);
		Payload payload = Payload.of(Stamp.text(1, 1, 1, 1, nanos));
		assertThat(stamp.find(payload)).isTrue();
		return stamp.lag(payload);
	}

}
