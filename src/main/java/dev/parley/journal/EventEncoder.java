package dev.parley.journal;

import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Frame;

/** Makes the frame of an event, the same whether it is sent live or replayed. */
final class EventEncoder {

	private final ProtocolCodec codec;

	EventEncoder(ProtocolCodec codec) {
		this.codec = codec;
	}

	byte[] json(Event event) {
		return this.codec.encodeEvent(event.type(), event.at(), event.engagement(), event.seq(), event.requestId(),
				event.data());
	}

	Frame frame(Event event) {
		return frame(event, json(event));
	}

	Frame frame(Event event, byte[] json) {
		return Frame.journal(event.engagement(), event.seq(), json, event.urgent());
	}

}
