package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection of a client. Its event loop owns it; {@code send},
 * {@code ping}, {@code close}, {@code abort} and {@code read} may be called from
 * anywhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the connection,
												// which the listener reports
public final class Socket {

	private final boolean zeroMask;

	private volatile @Nullable Channel channel;

	private volatile boolean open;

	private volatile boolean endedByUs;

	Socket(boolean zeroMask) {
		this.zeroMask = zeroMask;
	}

	/** Sends a text message; after the end it is dropped. */
	public void send(String text) {
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		writeAndFlush(Frames.TEXT, payload);
	}

	public void ping() {
		writeAndFlush(Frames.PING, new byte[0]);
	}

	/**
	 * Writes a text message without flushing, on the loop only; {@code payload} is used
	 * up.
	 * @return false, and nothing written, when the connection's buffers are full or it
	 * has ended
	 */
	public boolean write(byte[] payload, int length) {
		Channel target = this.channel;
		if (target == null || !target.isWritable() || !this.open) {
			return false;
		}
		target.write(Frames.encode(target.alloc(), Frames.TEXT, payload, length, nextMask()), target.voidPromise());
		return true;
	}

	/** Sends what was written; on the loop only. */
	public void flush() {
		Channel target = this.channel;
		if (target != null) {
			target.flush();
		}
	}

	/** Sends a close frame; the connection ends when the server answers it. */
	public void close(int code, String reason) {
		this.endedByUs = true;
		byte[] text = reason.getBytes(StandardCharsets.UTF_8);
		byte[] payload = new byte[2 + text.length];
		payload[0] = (byte) (code >>> 8);
		payload[1] = (byte) code;
		System.arraycopy(text, 0, payload, 2, text.length);
		writeAndFlush(Frames.CLOSE, payload);
	}

	/** Drops the connection without a close frame, as a lost network does. */
	public void abort() {
		this.endedByUs = true;
		Channel target = this.channel;
		if (target != null) {
			target.close();
		}
	}

	/** Stops or resumes reading, to be a slow client. */
	public void read(boolean enabled) {
		Channel target = this.channel;
		if (target != null) {
			target.config().setAutoRead(enabled);
		}
	}

	public boolean isOpen() {
		return this.open;
	}

	/** The loop that owns this connection; only once it has been opened. */
	public EventLoop loop() {
		Channel target = this.channel;
		if (target == null) {
			throw new IllegalStateException("the connection was never made");
		}
		return target.eventLoop();
	}

	void connected(Channel channel) {
		this.channel = channel;
	}

	void opened() {
		this.open = true;
	}

	void ended() {
		this.open = false;
	}

	boolean endedByUs() {
		return this.endedByUs;
	}

	void writeAndFlush(int opcode, byte[] payload) {
		Channel target = this.channel;
		if (target != null && target.isActive()) {
			target.writeAndFlush(Frames.encode(target.alloc(), opcode, payload, payload.length, nextMask()),
					target.voidPromise());
		}
	}

	private int nextMask() {
		return this.zeroMask ? 0 : ThreadLocalRandom.current().nextInt();
	}

}
