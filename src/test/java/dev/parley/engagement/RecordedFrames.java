package dev.parley.engagement;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.DeliveryClass;
import dev.parley.realtime.Frame;

/** Records broadcast frames and their audiences. */
public final class RecordedFrames implements Broadcaster {

	private final List<Sent> sent = new CopyOnWriteArrayList<>();

	@Override
	public void broadcast(Audience audience, Frame frame) {
		this.sent.add(new Sent(audience, frame));
	}

	@Override
	public boolean reaches(Audience audience) {
		return true;
	}

	/** The recorded frames of this class, in order. */
	public List<Sent> of(DeliveryClass deliveryClass) {
		return this.sent.stream().filter((one) -> one.frame().deliveryClass() == deliveryClass).toList();
	}

	/** A frame and its audience. */
	public record Sent(Audience audience, Frame frame) {

		public String text() {
			return this.frame.text();
		}

	}

}
