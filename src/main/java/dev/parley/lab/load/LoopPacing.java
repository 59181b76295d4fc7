package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pacer of one event loop together with the patience of its clients: after five
 * seconds without any answer they go on without. Owned by the loop.
 */
final class LoopPacing {

	static final long ANSWER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Pacer pacer;

	private final List<? extends PacedClient> clients;

	private final LoopClock clock;

	private final LoopStatistics statistics;

	private long lastAnswerAt;

	LoopPacing(Pacer pacer, List<? extends PacedClient> clients, LoopClock clock, LoopStatistics statistics) {
		this.pacer = pacer;
		this.clients = clients;
		this.clock = clock;
		this.statistics = statistics;
	}

	void begin(long at) {
		this.lastAnswerAt = at;
		this.pacer.begin(at);
	}

	void joined(PacedClient client) {
		if (this.clock.isSending()) {
			this.pacer.joined(client);
		}
	}

	void answered(PacedClient client) {
		this.lastAnswerAt = this.clock.now();
		if (this.clock.isSending()) {
			this.pacer.answered(client, this.lastAnswerAt);
		}
	}

	/** Gives up the messages in flight if nothing has been answered for too long. */
	void giveUpOverdue() {
		long now = this.clock.now();
		if (now - this.lastAnswerAt <= ANSWER_PATIENCE_NANOS) {
			return;
		}
		this.lastAnswerAt = now;
		List<PacedClient> stuck = new ArrayList<>();
		for (PacedClient client : this.clients) {
			int givenUp = client.giveUpAnswers();
			if (givenUp > 0) {
				this.statistics.add(LoadCounter.TIMED_OUT, givenUp);
				stuck.add(client);
			}
		}
		this.pacer.unanswered(stuck, now);
	}

}
