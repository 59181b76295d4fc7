package dev.parley.realtime;

import java.time.Clock;

import org.springframework.stereotype.Component;

import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.ServerMessage;

/** Encodes messages of the server as frames stamped with the current time. Any thread. */
@Component
public final class FrameFactory {

	private final ProtocolCodec codec;

	private final Clock clock;

	public FrameFactory(ProtocolCodec codec, Clock clock) {
		this.codec = codec;
		this.clock = clock;
	}

	/** An answer or a notice to one connection: kept, in order. */
	public Frame connection(ServerMessage message) {
		return Frame.connection(encode(message));
	}

	/** The newest value of a key; an older one that still waits may be replaced by it. */
	public Frame state(String key, ServerMessage message) {
		return Frame.state(key, encode(message));
	}

	/** Best effort: the first to be dropped. */
	public Frame ephemeral(ServerMessage message) {
		return Frame.ephemeral(encode(message));
	}

	private byte[] encode(ServerMessage message) {
		return this.codec.encode(message, this.clock.instant());
	}

}
