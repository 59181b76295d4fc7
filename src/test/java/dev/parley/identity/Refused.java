package dev.parley.identity;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Says that something is refused, and with which code. */
public final class Refused {

	private Refused() {
	}

	public static void with(ErrorCode code, ThrowingCallable action) {
		Assertions.assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(action)
			.satisfies((rejected) -> Assertions.assertThat(rejected.code()).isEqualTo(code));
	}

}
