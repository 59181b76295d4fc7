package dev.parley.identity.signin;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AttemptLimiterTests {

	private final TurnableClock clock = new TurnableClock();

	private final AttemptLimiter limiter = new AttemptLimiter(3, Duration.ofSeconds(10), this.clock);

	@Test
	void allowsABurstAndThenOneAttemptPerPause() {
		take("a", 3);
		refuses("a", Duration.ofSeconds(10));

		this.clock.turn(Duration.ofSeconds(4));
		refuses("a", Duration.ofSeconds(6));

		this.clock.turn(Duration.ofSeconds(6));
		take("a", 1);
		refuses("a", Duration.ofSeconds(10));
	}

	@Test
	void countsEachKeySeparately() {
		take("a", 3);
		take("b", 3);
		refuses("a", Duration.ofSeconds(10));
	}

	@Test
	void returnedAttemptsCanBeTakenAgain() {
		take("a", 3);
		this.limiter.giveBack("a");
		take("a", 1);
		refuses("a", Duration.ofSeconds(10));
	}

	@Test
	void returningNeverAllowsMoreThanTheBurst() {
		IntStream.range(0, 100).forEach((i) -> this.limiter.giveBack("a"));
		take("a", 1);
		IntStream.range(0, 100).forEach((i) -> this.limiter.giveBack("a"));
		take("a", 3);
		refuses("a", Duration.ofSeconds(10));
	}

	@Test
	void aRejectedAttemptIsNotCounted() {
		take("a", 3);
		IntStream.range(0, 100).forEach((i) -> refuses("a", Duration.ofSeconds(10)));
		this.clock.turn(Duration.ofSeconds(30));
		take("a", 3);
	}

	private void take(String key, int times) {
		assertThatCode(() -> IntStream.range(0, times).forEach((i) -> this.limiter.take(key)))
			.doesNotThrowAnyException();
	}

	private void refuses(String key, Duration retryAfter) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.limiter.take(key)).satisfies((ex) -> {
			assertThat(ex.code()).isEqualTo(ErrorCode.RATE_LIMITED);
			assertThat(ex.retryAfter()).isEqualTo(retryAfter);
		});
	}

}
