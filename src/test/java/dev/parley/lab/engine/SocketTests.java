package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SocketTests {

	private final RecordedSocket connection = new RecordedSocket();

	private final Socket socket = this.connection.socket();

	@AfterEach
	void close() {
		this.connection.close();
	}

	@Test
	void sendsTextPingsAndCloses() {
		this.socket.send("Grüße");
		this.socket.ping();
		this.socket.close(4000, "bye");

		assertThat(this.connection.texts()).containsExactly("Grüße", "", "\u000f\ufffdbye");
		assertThat(this.connection.opcodes()).containsExactly("1", "9", "8");
	}

	@Test
	void writtenMessagesWaitForTheFlush() {
		byte[] payload = "waiting".getBytes(StandardCharsets.UTF_8);

		assertThat(this.socket.write(payload, payload.length)).isTrue();
		assertThat(this.connection.texts()).isEmpty();
		this.socket.flush();

		assertThat(this.connection.texts()).containsExactly("waiting");
	}

	@Test
	void aFullConnectionTakesNoMessage() {
		this.connection.fill();

		assertThat(this.socket.write(new byte[3], 3)).isFalse();
		this.socket.flush();
		assertThat(this.connection.texts()).isEmpty();
	}

	@Test
	void anAbortedConnectionIsGoneWithoutACloseFrame() {
		this.socket.abort();

		assertThat(this.connection.isOpen()).isFalse();
		assertThat(this.socket.endedByUs()).isTrue();
		assertThat(this.connection.texts()).isEmpty();
	}

	@Test
	void afterTheEndMessagesAreDropped() {
		this.socket.abort();
		this.socket.ended();

		this.socket.send("too late");
		this.socket.ping();

		assertThat(this.socket.isOpen()).isFalse();
		assertThat(this.socket.write(new byte[1], 1)).isFalse();
		assertThat(this.connection.texts()).isEmpty();
	}

	@Test
	void aSocketThatWasNeverConnectedTakesNothing() {
		Socket never = new Socket(false);

		never.send("x");
		never.ping();
		never.flush();
		never.read(false);
		never.close(1000, "");
		never.abort();

		assertThat(never.write(new byte[1], 1)).isFalse();
		assertThat(never.isOpen()).isFalse();
		assertThatIllegalStateException().isThrownBy(never::loop);
	}

	@Test
	void takesNoMessageBeforeTheUpgrade() {
		EmbeddedChannel channel = new EmbeddedChannel();
		Socket early = new Socket(false);
		early.connected(channel);

		assertThat(early.write(new byte[1], 1)).isFalse();
		early.opened();
		assertThat(early.write(new byte[1], 1)).isTrue();
		early.flush();
		channel.finishAndReleaseAll();
	}

	@Test
	void aSlowClientStopsReading() {
		EmbeddedChannel channel = new EmbeddedChannel();
		Socket slow = new Socket(false);
		slow.connected(channel);

		slow.read(false);
		assertThat(channel.config().isAutoRead()).isFalse();
		slow.read(true);
		assertThat(channel.config().isAutoRead()).isTrue();
		assertThat(slow.loop()).isSameAs(channel.eventLoop());
		channel.finishAndReleaseAll();
	}

}
