package dev.parley.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Resources to close in the reverse order of opening. */
final class ResourceStack implements Closeable {

	private final Deque<Closeable> resources = new ArrayDeque<>();

	<T extends Closeable> T add(T resource) {
		this.resources.push(resource);
		return resource;
	}

	/** Closes everything after a failure; adds errors while closing to that failure. */
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
