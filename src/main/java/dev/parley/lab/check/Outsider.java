package dev.parley.lab.check;

import java.nio.charset.StandardCharsets;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;

/**
 * The connection of a user who may not see the engagement: everything of it that arrives
 * is a leak.
 */
final class Outsider implements SocketListener {

	private final History history;

	private final byte[] engagement;

	private final byte[] run;

	Outsider(History history, String engagement) {
		this.history = history;
		this.engagement = ("\"" + engagement + "\"").getBytes(StandardCharsets.UTF_8);
		this.run = history.run().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void opened(Socket socket, OpenTimes times) {
		// It only listens.
	}

	@Override
	public void message(Socket socket, Payload payload, long nanos) {
		if (payload.contains(this.engagement) || payload.contains(this.run)) {
			String text = payload.text();
			this.history.leak("an outsider received " + text.substring(0, Math.min(200, text.length())));
		}
	}

	@Override
	public void closed(Socket socket, Closing why) {
		// A closed connection cannot receive a leak.
	}

}
