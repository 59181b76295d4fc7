package dev.parley.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.parley.realtime.Frame;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerQueueTests {

	private final List<String> sent = new ArrayList<>();

	private final AnswerQueue queue = new AnswerQueue((frame) -> this.sent.add(frame.text()));

	private final CompletableFuture<Optional<Frame>> first = new CompletableFuture<>();

	private final CompletableFuture<Optional<Frame>> second = new CompletableFuture<>();

	private final CompletableFuture<Optional<Frame>> third = new CompletableFuture<>();

	@Test
	void answersKeepTheOrderOfTheFrames() {
		askThree();
		this.third.complete(frame("3"));
		this.second.complete(frame("2"));
		assertThat(this.sent).isEmpty();
		this.first.complete(frame("1"));
		assertThat(this.sent).containsExactly("1", "2", "3");
	}

	@Test
	void framesWithoutAnAnswerDoNotHoldUpOthers() {
		askThree();
		this.third.complete(frame("3"));
		this.first.complete(Optional.empty());
		this.second.complete(Optional.empty());
		assertThat(this.sent).containsExactly("3");
	}

	@Test
	void anImmediateAnswerIsSentImmediately() {
		this.queue.add(CompletableFuture.completedFuture(frame("1")));
		assertThat(this.sent).containsExactly("1");
	}

	private void askThree() {
		List.of(this.first, this.second, this.third).forEach(this.queue::add);
	}

	private static Optional<Frame> frame(String text) {
		return Optional.of(Frame.connection(text.getBytes(StandardCharsets.UTF_8)));
	}

}
