package dev.parley.lab.proxy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One direction of a proxied connection. Both directions run on one loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the
												// connection, which closes the other side
final class Relay extends ChannelInboundHandlerAdapter {

	/** Bytes to hold back before the sender has to wait. */
	private static final int MAX_HELD = 1 << 20;

	private final Channel to;

	private final Supplier<Faults> faults;

	private final Random random;

	private final Deque<Held> held = new ArrayDeque<>();

	private long heldBytes;

	private long lineFreeAt;

	private long lastDueAt;

	private boolean dead;

	/** Bytes and when to forward them. */
	private record Held(ByteBuf bytes, long dueAt) {

	}

	Relay(Channel to, Supplier<Faults> faults, Random random) {
		this.to = to;
		this.faults = faults;
		this.random = random;
	}

	/**
	 * Stops forwarding bytes and closes, as a pulled cable does.
	 */
	void kill() {
		this.dead = true;
		this.held.forEach((one) -> one.bytes().release());
		this.held.clear();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		if (this.dead) {
			bytes.release();
			return;
		}
		Faults now = this.faults.get();
		if (!now.delays() && this.held.isEmpty()) {
			this.to.writeAndFlush(bytes);
			return;
		}
		hold(context, bytes, now);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		// Read from the other side only while this side accepts writes.
		this.to.config().setAutoRead(context.channel().isWritable());
		context.fireChannelWritabilityChanged();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.dead) {
			return;
		}
		long later = Math.max(this.faults.get().slowClose().toNanos(), this.lastDueAt - System.nanoTime());
		if (later > 0) {
			this.to.eventLoop().schedule(() -> this.to.close(), later, TimeUnit.NANOSECONDS);
		}
		else {
			this.to.close();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

	private void hold(ChannelHandlerContext context, ByteBuf bytes, Faults now) {
		long at = System.nanoTime();
		double swing = 2 * this.random.nextDouble() - 1;
		long due = at + now.latency().toNanos() + Math.round(swing * now.jitter().toNanos());
		if (now.bytesPerSecond() > 0) {
			this.lineFreeAt = Math.max(this.lineFreeAt, at)
					+ bytes.readableBytes() * 1_000_000_000L / now.bytesPerSecond();
			due = Math.max(due, this.lineFreeAt);
		}
		this.lastDueAt = Math.max(due, this.lastDueAt);
		this.heldBytes += bytes.readableBytes();
		this.held.add(new Held(bytes, this.lastDueAt));
		if (this.heldBytes > MAX_HELD) {
			context.channel().config().setAutoRead(false);
		}
		context.executor().schedule(() -> release(context), this.lastDueAt - at, TimeUnit.NANOSECONDS);
	}

	private void release(ChannelHandlerContext context) {
		while (!this.held.isEmpty() && this.held.getFirst().dueAt() <= System.nanoTime()) {
			ByteBuf bytes = this.held.removeFirst().bytes();
			this.heldBytes -= bytes.readableBytes();
			this.to.write(bytes);
		}
		this.to.flush();
		if (this.heldBytes <= MAX_HELD) {
			context.channel().config().setAutoRead(true);
		}
	}

}
