package dev.parley.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Frame;

/** Keeps what it was handed. */
final class FakeBroadcaster implements Broadcaster {

	final List<Frame> frames = new CopyOnWriteArrayList<>();

	volatile boolean watched = true;

	@Override
	public void broadcast(Audience audience, Frame frame) {
		this.frames.add(frame);
	}

	@Override
	public boolean reaches(Audience audience) {
		return this.watched;
	}

	/** The numbers of the events of one engagement, in the order in which they came. */
	List<Long> seqs(String engagement) {
		return this.frames.stream().filter((frame) -> engagement.equals(frame.key())).map(Frame::seq).toList();
	}

}
