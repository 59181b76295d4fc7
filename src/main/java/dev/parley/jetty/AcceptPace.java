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
 * Lets a herd of clients in one after the other. Thousands that come back at once would
 * otherwise stand in the queue of Jetty's threads before every frame of those who are
 * connected already, and occupy all of these threads at once; in the accept queue of the
 * system they are in nobody's way. Others are never kept waiting for long, whatever the
 * threads are busy with.
 */
@Component
public final class AcceptPace {

	private static final long LONGEST_WAIT = Duration.ofMillis(10).toNanos();

	private static final long STEP = LONGEST_WAIT / 20;

	/**
	 * More at once make no handshake quicker; fewer make the threads wait for the next.
	 */
	private final int most = 8 * Runtime.getRuntime().availableProcessors();

	private final AtomicInteger shakingHands = new AtomicInteger();

	/** For a connector whose requests these threads work at. */
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

		/** Accepted, but not yet with a selector; one may fail after it was there. */
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
