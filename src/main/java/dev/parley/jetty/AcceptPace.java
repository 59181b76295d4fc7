package dev.parley.jetty;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import org.springframework.stereotype.Component;

/**
 * Paces the accepting of connections. Thousands of clients that reconnect at once would
 * otherwise queue ahead of every frame of established connections and occupy all of
 * Jetty's threads; in the operating system's accept queue they block nothing. No
 * connection waits longer than {@link #LONGEST_WAIT}, however busy the threads are.
 */
@Component
public final class AcceptPace {

	private static final long LONGEST_WAIT = Duration.ofMillis(10).toNanos();

	private static final long STEP = LONGEST_WAIT / 20;

	/**
	 * More concurrent handshakes do not raise the rate; fewer leave threads idle.
	 */
	private final int most = 8 * Runtime.getRuntime().availableProcessors();

	private final AtomicInteger shakingHands = new AtomicInteger();

	/**
	 * The listener for a connector that uses these threads.
	 */
	SelectorManager.AcceptListener with(QueuedThreadPool threads) {
		return new Turnstile(threads);
	}

	public void handshakeBegins() {
		this.shakingHands.incrementAndGet();
	}

	public void handshakeEnds() {
		this.shakingHands.decrementAndGet();
	}

	private final class Turnstile implements SelectorManager.AcceptListener {

		private final QueuedThreadPool threads;

		/**
		 * Accepted, but not yet assigned to a selector; may still fail after that.
		 */
		private final Set<SelectableChannel> arriving = ConcurrentHashMap.newKeySet();

		Turnstile(QueuedThreadPool threads) {
			this.threads = threads;
		}

		@Override
		public void onAccepting(SelectableChannel channel) {
			long start = System.nanoTime();
			while (isCrowded() && System.nanoTime() - start < LONGEST_WAIT) {
				LockSupport.parkNanos(this, STEP);
			}
			this.arriving.add(channel);
		}

		@Override
		public void onAccepted(SelectableChannel channel) {
			this.arriving.remove(channel);
		}

		@Override
		public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
			this.arriving.remove(channel);
		}

		private boolean isCrowded() {
			return this.arriving.size() + this.threads.getQueueSize()
					+ AcceptPace.this.shakingHands.get() >= AcceptPace.this.most;
		}

	}

}
