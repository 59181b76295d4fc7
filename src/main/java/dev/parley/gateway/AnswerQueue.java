package dev.parley.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.parley.realtime.Frame;

/**
 * Sends the answers to one connection's frames in the order of the frames, in whatever
 * order the work completes. One thread adds, any thread completes.
 */
final class AnswerQueue {

	private final Consumer<Frame> out;

	private final Deque<CompletableFuture<Optional<Frame>>> waiting = new ArrayDeque<>(2);

	AnswerQueue(Consumer<Frame> out) {
		this.out = out;
	}

	/**
	 * Adds the answer to the next frame. It is sent once it is complete and all earlier
	 * answers have been sent. The future must not fail.
	 */
	void add(CompletableFuture<Optional<Frame>> answer) {
		synchronized (this.waiting) {
			this.waiting.add(answer);
		}
		var _ = answer.whenComplete((_, _) -> send());
	}

	/**
	 * Sending only enqueues, so it may happen under the lock, which keeps the order.
	 */
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
