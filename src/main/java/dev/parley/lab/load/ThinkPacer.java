package dev.parley.lab.load;

import java.util.List;
import java.util.Random;

/** Closed loop: each client waits for its answer, pauses, and sends its next message. */
final class ThinkPacer implements Pacer {

	private final Pace.Think think;

	private final List<? extends PacedClient> clients;

	private final LoopClock clock;

	private final Random random;

	ThinkPacer(Pace.Think think, List<? extends PacedClient> clients, LoopClock clock, Random random) {
		this.think = think;
		this.clients = clients;
		this.clock = clock;
		this.random = random;
	}

	@Override
	public void begin(long at) {
		this.clients.forEach(this::joined);
	}

	/** The first pauses are spread over the whole pause, so that clients do not march. */
	@Override
	public void joined(PacedClient client) {
		sendAfter(client, this.clock.now(), this.random.nextDouble());
	}

	@Override
	public void answered(PacedClient client, long at) {
		sendAfter(client, at, 1 + this.think.jitter() * (2 * this.random.nextDouble() - 1));
	}

	@Override
	public void unanswered(List<PacedClient> stuck, long at) {
		stuck.forEach((client) -> answered(client, at));
	}

	private void sendAfter(PacedClient client, long from, double pauses) {
		long pause = (long) (this.think.pause().toNanos() * pauses);
		this.clock.after(pause, () -> {
			if (this.clock.isSending() && client.mayPublish()) {
				client.send(from + pause);
			}
		});
	}

}
