package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Gathers the frames that wait for a connection into as few writes as possible. Owned by
 * a shard. In the ordinary case one direct buffer serves all its connections; a
 * connection whose write does not end at once keeps the buffer until it does.
 */
final class FrameBuffers {

	/** One write takes at most this much; a socket's own buffer holds hardly more. */
	static final int CAPACITY = 64 * 1024;

	/** Buffers kept after a time of slow connections; 1 MB. */
	private static final int SPARE = 16;

	/** The largest header that a gathered array can need. */
	private static final int ARRAY_HEADER = 4;

	private static final int ARRAY_LIMIT = CAPACITY - ARRAY_HEADER;

	private final Deque<ByteBuffer> spare = new ArrayDeque<>();

	private int frames;

	/** The next frames to be written, or null when nothing waits. */
	@Nullable ByteBuffer gather(LiveConnection connection) {
		Outbox outbox = connection.outbox();
		this.frames = 0;
		Frame first = outbox.peek();
		if (first == null) {
			return null;
		}
		if (connection.isBatching() && outbox.size() > 1 && first.payloadSize() + 2 < ARRAY_LIMIT) {
			return gatherArray(outbox);
		}
		if (!holds(first)) {
			outbox.remove();
			this.frames = 1;
			return first.asBuffer();
		}
		return gatherFrames(outbox);
	}

	/** Whether a buffer can hold this frame. */
	boolean holds(Frame frame) {
		return frame.size() <= CAPACITY;
	}

	/** This frame, which does not wait in any outbox, by itself. */
	ByteBuffer alone(Frame frame) {
		this.frames = 1;
		ByteBuffer buffer = take();
		frame.putInto(buffer);
		return buffer.flip();
	}

	/** How many messages the last gathered buffer holds. */
	int frames() {
		return this.frames;
	}

	/** Takes back a buffer that has been written. */
	void release(ByteBuffer buffer) {
		if (buffer.isDirect() && this.spare.size() < SPARE) {
			this.spare.push(buffer);
		}
	}

	private ByteBuffer gatherFrames(Outbox outbox) {
		ByteBuffer buffer = take();
		Frame next = outbox.peek();
		while (next != null && next.size() <= buffer.remaining()) {
			next.putInto(buffer);
			next = removed(outbox);
		}
		return buffer.flip();
	}

	private ByteBuffer gatherArray(Outbox outbox) {
		ByteBuffer buffer = take().position(ARRAY_HEADER);
		Frame next = outbox.peek();
		while (next != null && next.payloadSize() + 2 <= buffer.remaining()) {
			buffer.put((byte) ((this.frames == 0) ? '[' : ','));
			next.putPayloadInto(buffer);
			next = removed(outbox);
		}
		buffer.put((byte) ']').flip();
		int payload = buffer.limit() - ARRAY_HEADER;
		int start = ARRAY_HEADER - FrameHeader.size(payload);
		FrameHeader.put(buffer.position(start), payload);
		return buffer.position(start);
	}

	private @Nullable Frame removed(Outbox outbox) {
		outbox.remove();
		this.frames++;
		return outbox.peek();
	}

	private ByteBuffer take() {
		ByteBuffer buffer = this.spare.poll();
		return (buffer != null) ? buffer.clear() : ByteBuffer.allocateDirect(CAPACITY);
	}

}
