package dev.parley.engagement;

import org.springframework.stereotype.Component;

import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.FrameFactory;

/** Broadcasts new totals to everyone in scope. */
@Component
class InteractionBroadcast {

	private final Broadcaster broadcaster;

	private final FrameFactory frames;

	InteractionBroadcast(Broadcaster broadcaster, FrameFactory frames) {
		this.broadcaster = broadcaster;
		this.frames = frames;
	}

	void changed(EngagementReference engagement, Recorded recorded) {
		ServerMessage.InteractionUpdate update = new ServerMessage.InteractionUpdate(engagement.id(),
				new ServerMessage.InteractionData(recorded.kind(), recorded.total()));
		String key = "interaction/" + engagement.id() + "/" + recorded.kind();
		this.broadcaster.broadcast(engagement.audience(), this.frames.state(key, update));
	}

}
