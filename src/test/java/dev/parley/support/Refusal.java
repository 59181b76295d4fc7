package dev.parley.support;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The rejection of a request, thrown or in the future. */
public final class Refusal {

	private Refusal() {
	}

	public static RejectedException of(Supplier<?> request) {
		return expect(() -> {
			if (request.get() instanceof CompletionStage<?> later) {
				later.toCompletableFuture().join();
			}
		});
	}

	public static void with(ErrorCode code, ThrowingCallable request) {
		assertThat(expect(request).code()).isEqualTo(code);
	}

	private static RejectedException expect(ThrowingCallable request) {
		Throwable thrown = catchThrowable(request);
		Throwable cause = (thrown instanceof CompletionException) ? thrown.getCause() : thrown;
		if (cause instanceof RejectedException rejected) {
			return rejected;
		}
		throw new AssertionError("The request was not rejected", cause);
	}

}
