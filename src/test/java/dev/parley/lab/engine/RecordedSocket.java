package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;

/** An open connection without a network: a test reads what was written to it. */
public final class RecordedSocket implements AutoCloseable {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Socket socket = new Socket(true);

	private final List<String> opcodes = new ArrayList<>();

	public RecordedSocket() {
		this.socket.connected(this.channel);
		this.socket.opened();
	}

	public Socket socket() {
		return this.socket;
	}

	/** From now on the connection takes no more messages. */
	public void fill() {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
	}

	/** The payloads of the frames that were flushed since the last call. */
	public List<String> texts() {
		List<String> texts = new ArrayList<>();
		this.opcodes.clear();
		for (ByteBuf frame = this.channel.readOutbound(); frame != null; frame = this.channel.readOutbound()) {
			this.opcodes.add(Integer.toHexString(frame.readUnsignedByte() & 0x0F));
			int length = frame.readUnsignedByte() & 0x7F;
			length = (length == 126) ? frame.readUnsignedShort() : (length == 127) ? (int) frame.readLong() : length;
			frame.skipBytes(Integer.BYTES);
			texts.add(frame.readCharSequence(length, StandardCharsets.UTF_8).toString());
			frame.release();
		}
		return texts;
	}

	/** The opcodes of the frames that the last call of {@link #texts} returned. */
	public List<String> opcodes() {
		return List.copyOf(this.opcodes);
	}

	public boolean isOpen() {
		return this.channel.isOpen();
	}

	@Override
	public void close() {
		this.channel.finishAndReleaseAll();
	}

}
