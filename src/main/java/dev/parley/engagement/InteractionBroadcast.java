package dev.parley.engagement;

import java.time.Clock;

import org.springframework.stereotype.Component;

import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Frame;

/** Broadcasts new totals to everyone in scope. */
@Component
class InteractionBroadcast {

	private final Broadcaster broadcaster;

	private final ProtocolCodec codec;

	private final Clock clock;

	InteractionBroadcast(Broadcaster broadcaster, ProtocolCodec codec, Clock clock) {
		this.broadcaster = broadcaster;
		this.codec = codec;
		this.clock = clock;
	}

	void changed(EngagementReference engagement, Recorded recorded) {
		ServerMessage.InteractionUpdate update = new ServerMessage.InteractionUpdate(engagement.id(),
				new ServerMessage.InteractionData(recorded.kind(), recorded.total()));
		String key = "interaction/" + engagement.id() + "/" + recorded.kind();
		this.broadcaster.broadcast(engagement.audience(),
				Frame.state(key, this.codec.encode(update, this.clock.instant())));
	}

}
