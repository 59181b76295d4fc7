package dev.parley.lab;

import java.util.List;
import java.util.function.IntConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Reports the masking key of every client frame of up to 64 KB and forwards all bytes
 * unchanged.
 */
final class MaskKeys extends ByteToMessageDecoder {

	private final IntConsumer told;

	MaskKeys(IntConsumer told) {
		this.told = told;
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
		int start = in.readerIndex();
		if (isHandshake(in.getByte(start))) {
			out.add(in.readRetainedSlice(in.readableBytes()));
			return;
		}
		if (in.readableBytes() < 2) {
			return;
		}
		int shortLength = in.getByte(start + 1) & 0x7F;
		int header = (shortLength == 126) ? 4 : 2;
		if (in.readableBytes() < header + 4) {
			return;
		}
		int length = header + 4 + ((shortLength == 126) ? in.getUnsignedShort(start + 2) : shortLength);
		if (in.readableBytes() >= length) {
			this.told.accept(in.getInt(start + header));
			out.add(in.readRetainedSlice(length));
		}
	}

	/** The handshake is text; the first bit of a finished frame is set. */
	private static boolean isHandshake(byte first) {
		return first >= 0;
	}

}
