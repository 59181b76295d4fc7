package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames from a stream of bytes; fragments become one message. Owned by one
 * connection's loop.
 */
final class FrameDecoder {

	/** A larger message from a server is not read but reported. */
	static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

	private final Payload payload = new Payload();

	private @Nullable ByteBuf fragments;

	private int fragmentedOpcode;

	/** What comes out. */
	interface Sink {

		void message(Payload payload);

		void ping(byte[] data);

		void pong();

		void close(int code, String reason);

	}

	/**
	 * Reads every whole frame and leaves the rest; a violation of the protocol is thrown.
	 */
	void read(ByteBuf in, ByteBufAllocator allocator, Sink sink) throws ProtocolViolation {
		while (in.readableBytes() >= 2) {
			int start = in.readerIndex();
			int first = in.getUnsignedByte(start);
			int second = in.getUnsignedByte(start + 1);
			int header = headerLength(second);
			if (in.readableBytes() < header) {
				return;
			}
			long length = payloadLength(in, start, second);
			if (length < 0 || length > LARGEST_MESSAGE) {
				throw new ProtocolViolation("a frame of " + length + " bytes");
			}
			if (in.readableBytes() < header + length) {
				return;
			}
			in.readerIndex(start + header + (int) length);
			frame(first, in, start + header, (int) length, allocator, sink);
		}
	}

	void release() {
		if (this.fragments != null) {
			this.fragments.release();
			this.fragments = null;
		}
	}

	private void frame(int first, ByteBuf in, int at, int length, ByteBufAllocator allocator, Sink sink)
			throws ProtocolViolation {
		boolean last = (first & 0x80) != 0;
		int opcode = first & 0x0F;
		if ((first & 0x70) != 0) {
			throw new ProtocolViolation("reserved bits are set though no extension was agreed");
		}
		switch (opcode) {
			case Frames.TEXT, Frames.BINARY -> data(opcode, last, in, at, length, allocator, sink);
			case Frames.CONTINUATION -> continuation(last, in, at, length, sink);
			case Frames.PING -> sink.ping(bytes(in, at, length));
			case Frames.PONG -> sink.pong();
			case Frames.CLOSE -> close(in, at, length, sink);
			default -> throw new ProtocolViolation("opcode " + opcode + " does not exist");
		}
	}

	private void data(int opcode, boolean last, ByteBuf in, int at, int length, ByteBufAllocator allocator, Sink sink)
			throws ProtocolViolation {
		if (this.fragments != null) {
			throw new ProtocolViolation("a new message began inside a fragmented one");
		}
		if (last) {
			sink.message(this.payload.set(in, at, length, opcode == Frames.BINARY));
			return;
		}
		this.fragmentedOpcode = opcode;
		this.fragments = allocator.buffer(length * 2).writeBytes(in, at, length);
	}

	private void continuation(boolean last, ByteBuf in, int at, int length, Sink sink) throws ProtocolViolation {
		ByteBuf gathered = this.fragments;
		if (gathered == null) {
			throw new ProtocolViolation("a continuation without a beginning");
		}
		if (gathered.readableBytes() + length > LARGEST_MESSAGE) {
			throw new ProtocolViolation("a fragmented message of more than " + LARGEST_MESSAGE + " bytes");
		}
		gathered.writeBytes(in, at, length);
		if (last) {
			sink.message(
					this.payload.set(gathered, 0, gathered.readableBytes(), this.fragmentedOpcode == Frames.BINARY));
			release();
		}
	}

	private static void close(ByteBuf in, int at, int length, Sink sink) {
		int code = (length >= 2) ? in.getUnsignedShort(at) : 1005;
		String reason = (length > 2) ? in.toString(at + 2, length - 2, StandardCharsets.UTF_8) : "";
		sink.close(code, reason);
	}

	private static int headerLength(int second) throws ProtocolViolation {
		if ((second & 0x80) != 0) {
			throw new ProtocolViolation("a server does not mask");
		}
		return switch (second & 0x7F) {
			case 126 -> 4;
			case 127 -> 10;
			default -> 2;
		};
	}

	private static long payloadLength(ByteBuf in, int start, int second) {
		return switch (second & 0x7F) {
			case 126 -> in.getUnsignedShort(start + 2);
			case 127 -> in.getLong(start + 2);
			default -> second & 0x7F;
		};
	}

	private static byte[] bytes(ByteBuf in, int at, int length) {
		byte[] bytes = new byte[length];
		in.getBytes(at, bytes);
		return bytes;
	}

}
