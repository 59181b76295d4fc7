package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;

/** A client that remembers when it was asked to send. */
final class RecordingClient implements PacedClient {

	private final LoopClock clock;

	private final List<Long> intended = new ArrayList<>();

	private final List<Long> sentAt = new ArrayList<>();

	private boolean joined = true;

	private boolean full;

	private int inFlight;

	RecordingClient(LoopClock clock) {
		this.clock = clock;
	}

	@Override
	public boolean mayPublish() {
		return this.joined;
	}

	@Override
	public int inFlight() {
		return this.inFlight;
	}

	@Override
	public int giveUpAnswers() {
		int waiting = this.inFlight;
		this.inFlight = 0;
		return waiting;
	}

	@Override
	public void send(long due) {
		this.intended.add(due);
		this.sentAt.add(this.clock.now());
		if (!this.full) {
			this.inFlight++;
		}
	}

	/** Its connection has ended. */
	RecordingClient gone() {
		this.joined = false;
		return this;
	}

	/** Its connection takes nothing more. */
	RecordingClient full() {
		this.full = true;
		return this;
	}

	/** The server has answered one message. */
	void answer() {
		this.inFlight--;
	}

	List<Long> intended() {
		return this.intended;
	}

	List<Long> sentAt() {
		return this.sentAt;
	}

}
