package dev.parley.lab.load;

import java.util.List;

/** Closed loop: keeps a number of messages of each client in flight. */
final class WindowPacer implements Pacer {

	private final int window;

	private final List<? extends PacedClient> clients;

	private final LoopClock clock;

	WindowPacer(int window, List<? extends PacedClient> clients, LoopClock clock) {
		this.window = window;
		this.clients = clients;
		this.clock = clock;
	}

	@Override
	public void begin(long at) {
		refill();
	}

	@Override
	public void joined(PacedClient client) {
		for (int i = 0; i < this.window; i++) {
			client.send(this.clock.now());
		}
	}

	@Override
	public void answered(PacedClient client, long at) {
		client.send(at);
	}

	@Override
	public void unanswered(List<PacedClient> stuck, long at) {
		refill();
	}

	private void refill() {
		for (PacedClient client : this.clients) {
			int before = -1;
			while (client.mayPublish() && client.inFlight() < this.window && client.inFlight() != before) {
				before = client.inFlight();
				client.send(this.clock.now());
			}
		}
	}

}
