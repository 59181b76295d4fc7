package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import dev.parley.lab.engine.Socket;

/**
 * Sockets of one loop that have been written to. They are flushed once the loop has done
 * what it is doing, so that messages written together go out together.
 */
final class FlushQueue {

	private final Executor loop;

	private final List<Socket> written = new ArrayList<>();

	private boolean planned;

	FlushQueue(Executor loop) {
		this.loop = loop;
	}

	void add(Socket socket) {
		this.written.add(socket);
		if (!this.planned) {
			this.planned = true;
			this.loop.execute(this::flush);
		}
	}

	private void flush() {
		this.planned = false;
		for (Socket socket : this.written) {
			socket.flush();
		}
		this.written.clear();
	}

}
