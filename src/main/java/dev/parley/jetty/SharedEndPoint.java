package dev.parley.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Transport.Completion;

/**
 * A TCP connection with two writers: Jetty, for HTTP, pongs and close frames, and a
 * shard, which writes its frames directly. They take turns write by write. Each side
 * starts a write only after its previous one has ended, so at most one write waits; the
 * side that finishes starts it.
 */
final class SharedEndPoint extends SocketChannelEndPoint {

	private static final AtomicIntegerFieldUpdater<SharedEndPoint> WRITES = AtomicIntegerFieldUpdater
		.newUpdater(SharedEndPoint.class, "writes");

	private static final AtomicReferenceFieldUpdater<SharedEndPoint, @Nullable Runnable> WAITING = AtomicReferenceFieldUpdater
		.newUpdater(SharedEndPoint.class, Runnable.class, "waiting");

	/**
	 * Writes in progress: the current one and the one that waits.
	 */
	private volatile int writes;

	private volatile @Nullable Runnable waiting;

	/**
	 * Whether Jetty has written since a shard last asked if its frames may follow. Owned
	 * by the current writer.
	 */
	private boolean jettyWrote = true;

	SharedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
		super(channel, selector, key, scheduler);
	}

	/**
	 * Sends frames for a shard.
	 * @param mayFollow whether Jetty has not begun to close; asked only if Jetty has
	 * written since the last call
	 */
	void send(ByteBuffer frames, BooleanSupplier mayFollow, Completion completion) {
		if (isFirst()) {
			sendNow(frames, mayFollow, completion);
		}
		else {
			queue(() -> sendNow(frames, mayFollow, completion));
		}
	}

	@Override
	public void write(Callback callback, ByteBuffer... buffers) {
		if (isFirst()) {
			writeNow(callback, buffers);
		}
		else {
			queue(() -> writeNow(callback, buffers));
		}
	}

	private void sendNow(ByteBuffer frames, BooleanSupplier mayFollow, Completion completion) {
		try {
			requireOpen(mayFollow);
			getChannel().write(frames);
		}
		catch (IOException ex) {
			ended();
			completion.failed(ex);
			return;
		}
		if (frames.hasRemaining()) {
			super.write(ending(Invocable.InvocationType.NON_BLOCKING, completion::written, completion::failed), frames);
		}
		else {
			ended();
			completion.written();
		}
	}

	private void requireOpen(BooleanSupplier mayFollow) throws ClosedChannelException {
		if (this.jettyWrote) {
			if (!mayFollow.getAsBoolean()) {
				throw new ClosedChannelException();
			}
			this.jettyWrote = false;
		}
	}

	private void writeNow(Callback callback, ByteBuffer... buffers) {
		this.jettyWrote = true;
		super.write(ending(callback.getInvocationType(), callback::succeeded, callback::failed), buffers);
	}

	private boolean isFirst() {
		return this.writes == 0 && WRITES.compareAndSet(this, 0, 1);
	}

	private void queue(Runnable write) {
		this.waiting = write;
		if (WRITES.getAndIncrement(this) == 0) {
			WAITING.compareAndSet(this, write, null);
			write.run();
		}
	}

	private void ended() {
		if (WRITES.decrementAndGet(this) > 0) {
			Runnable next = this.waiting;
			this.waiting = null;
			Objects.requireNonNull(next).run();
		}
	}

	/**
	 * The state of a write that Jetty may finish later.
	 */
	private Callback ending(Invocable.InvocationType type, Runnable written, Consumer<Throwable> failed) {
		return Callback.from(type, () -> {
			ended();
			written.run();
		}, (cause) -> {
			ended();
			failed.accept(cause);
		});
	}

}
