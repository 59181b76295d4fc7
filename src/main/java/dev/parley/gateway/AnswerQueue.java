package dev.parley.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.parley.realtime.Frame;

/**
 * Puts the answers to one connection's frames back into the order of the frames, however
 * their work ends. One thread asks, any thread completes.
 */
final class AnswerQueue {

	private final Consumer<Frame> out;

	private final Deque<CompletableFuture<Optional<Frame>>> waiting = new ArrayDeque<>(2);

	AnswerQueue(Consumer<Frame> out) {
		this.out = out;
	}

	/**
	 * The answer, if there is one, is sent once it is known and all before it were sent.
	 * It must not fail.
	 */
	void add(CompletableFuture<Optional<Frame>> answer) {
		synchronized (this.waiting) {
			this.waiting.add(answer);
		}
		var _ = answer.whenComplete((_, _) -> send());
	}

	/** Sending only queues, so it may happen under the lock, which keeps the order. */
	private void send() {
		synchronized (this.waiting) {
			for (CompletableFuture<Optional<Frame>> first = this.waiting.peek(); first != null
					&& first.isDone(); first = this.waiting.peek()) {
				first.join().ifPresent(this.out);
				this.waiting.remove();
			}
		}
	}

}
