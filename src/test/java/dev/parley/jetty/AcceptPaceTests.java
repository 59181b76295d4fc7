package dev.parley.jetty;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptPaceTests {

	private final AcceptPace pace = new AcceptPace();

	private final SelectorManager.AcceptListener turnstile = this.pace.with(new QueuedThreadPool());

	private SocketChannel channel;

	@BeforeEach
	void open() throws IOException {
		this.channel = SocketChannel.open();
	}

	@AfterEach
	void close() throws IOException {
		this.channel.close();
	}

	@Test
	void acceptsAtOnceWithoutHandshakesInProgress() {
		comeIn(10_000);
	}

	@Test
	void acceptsEventuallyWhileHandshakesHang() throws Exception {
		IntStream.range(0, 1000).forEach((_) -> this.pace.handshakeBegins());
		CompletableFuture.runAsync(() -> comeIn(20)).get(60, TimeUnit.SECONDS);
	}

	@Test
	void acceptsAtOnceAfterHandshakesEnd() {
		IntStream.range(0, 1000).forEach((_) -> this.pace.handshakeBegins());
		IntStream.range(0, 1000).forEach((_) -> this.pace.handshakeEnds());
		comeIn(10_000);
	}

	@Test
	void forgetsConnectionsThatFailBeforeASelectorHasThem() {
		for (int i = 0; i < 10_000; i++) {
			this.turnstile.onAccepting(this.channel);
			this.turnstile.onAcceptFailed(this.channel, new IOException("gone"));
		}
	}

	/**
	 * Ten thousand connections; if each had to wait, it would take more than a minute and
	 * a half.
	 */
	private void comeIn(int clients) {
		for (int i = 0; i < clients; i++) {
			this.turnstile.onAccepting(this.channel);
			this.turnstile.onAccepted(this.channel);
		}
	}

}
