package dev.parley.lab.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** RFC 6455 from a client's side: every frame final and masked. */
final class Frames {

	static final int CONTINUATION = 0;

	static final int TEXT = 1;

	static final int BINARY = 2;

	static final int CLOSE = 8;

	static final int PING = 9;

	static final int PONG = 10;

	static final int MOST_HEADER = 14;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int FINAL = 0x80;

	private static final int MASKED = 0x80;

	private static final int SHORT_LENGTH = 126;

	private static final int LONG_LENGTH = 127;

	private Frames() {
	}

	/**
	 * Encodes a frame. The payload is masked in place, so its content is lost.
	 */
	static ByteBuf encode(ByteBufAllocator allocator, int opcode, byte[] payload, int length, int mask) {
		ByteBuf frame = allocator.directBuffer(MOST_HEADER + length);
		frame.writeByte(FINAL | opcode);
		if (length < SHORT_LENGTH) {
			frame.writeByte(MASKED | length);
		}
		else if (length <= 0xFFFF) {
			frame.writeByte(MASKED | SHORT_LENGTH).writeShort(length);
		}
		else {
			frame.writeByte(MASKED | LONG_LENGTH).writeLong(length);
		}
		frame.writeInt(mask);
		if (mask != 0) {
			mask(payload, length, mask);
		}
		return frame.writeBytes(payload, 0, length);
	}

	private static void mask(byte[] bytes, int length, int mask) {
		long wide = ((long) mask << 32) | (mask & 0xFFFFFFFFL);
		int at = 0;
		for (; at + Long.BYTES <= length; at += Long.BYTES) {
			LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
		}
		for (; at < length; at++) {
			bytes[at] ^= (byte) (mask >>> (24 - 8 * (at & 3)));
		}
	}

}
