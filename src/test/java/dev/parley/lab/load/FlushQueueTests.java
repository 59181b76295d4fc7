package dev.parley.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.RecordedSocket;

import static org.assertj.core.api.Assertions.assertThat;

class FlushQueueTests {

	private final Deque<Runnable> loop = new ArrayDeque<>();

	private final FlushQueue flushes = new FlushQueue(this.loop::add);

	@Test
	void messagesWrittenTogetherAreFlushedTogetherWhenTheLoopIsFree() {
		try (RecordedSocket ann = new RecordedSocket(); RecordedSocket bob = new RecordedSocket()) {
			write(ann, "one");
			write(bob, "two");
			write(ann, "three");

			assertThat(ann.texts()).isEmpty();
			assertThat(this.loop).hasSize(1);
			this.loop.remove().run();

			assertThat(ann.texts()).containsExactly("one", "three");
			assertThat(bob.texts()).containsExactly("two");
		}
	}

	@Test
	void theNextMessageIsFlushedAgain() {
		try (RecordedSocket ann = new RecordedSocket()) {
			write(ann, "one");
			this.loop.remove().run();
			write(ann, "two");
			this.loop.remove().run();

			assertThat(ann.texts()).containsExactly("one", "two");
			assertThat(this.loop).isEmpty();
		}
	}

	private void write(RecordedSocket connection, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		connection.socket().write(bytes, bytes.length);
		this.flushes.add(connection.socket());
	}

}
