package dev.parley.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened on the way, to be closed in reverse. */
final class Opened implements Closeable {

	private final Deque<Closeable> resources = new ArrayDeque<>();

	<T extends Closeable> T add(T resource) {
		this.resources.push(resource);
		return resource;
	}

	/** Closes everything after a failure, which keeps what goes wrong meanwhile. */
	void abandon(Exception failure) {
		try {
			close();
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	@Override
	public void close() throws IOException {
		while (!this.resources.isEmpty()) {
			this.resources.pop().close();
		}
	}

}
