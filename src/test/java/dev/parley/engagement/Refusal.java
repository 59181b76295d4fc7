package dev.parley.engagement;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.parley.protocol.RejectedException;

import static org.assertj.core.api.Assertions.catchThrowable;

/** The rejection of a request, thrown or in the future. */
public final class Refusal {

	private Refusal() {
	}

	public static RejectedException of(Supplier<?> request) {
		Throwable thrown = catchThrowable(() -> {
			if (request.get() instanceof CompletionStage<?> later) {
				later.toCompletableFuture().join();
			}
		});
		Throwable cause = (thrown instanceof CompletionException) ? thrown.getCause() : thrown;
		if (cause instanceof RejectedException rejected) {
			return rejected;
		}
		throw new AssertionError("The request was not rejected", cause);
	}

}
