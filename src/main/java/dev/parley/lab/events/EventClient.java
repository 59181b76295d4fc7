package dev.parley.lab.events;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;
import dev.parley.lab.preset.Dialogue;

/**
 * A client that keeps every frame, so that an expectation does not miss frames that
 * arrive before it is evaluated.
 */
final class EventClient implements SocketListener {

	private final String name;

	private final Dialogue dialogue;

	private final List<String> frames = new ArrayList<>();

	private final CompletableFuture<Socket> ready = new CompletableFuture<>();

	EventClient(String name, Dialogue dialogue) {
		this.name = name;
		this.dialogue = dialogue;
	}

	String name() {
		return this.name;
	}

	/**
	 * Completes when the client has joined its rooms, or fails with the server's answer.
	 */
	CompletableFuture<Socket> ready() {
		return this.ready;
	}

	/** A position to pass to {@link #since}: how many frames have arrived. */
	synchronized int mark() {
		return this.frames.size();
	}

	synchronized List<String> since(int mark) {
		return List.copyOf(this.frames.subList(mark, this.frames.size()));
	}

	@Override
	public void opened(Socket socket, OpenTimes times) {
		if (this.dialogue.opened(socket)) {
			this.ready.complete(socket);
		}
	}

	@Override
	public void message(Socket socket, Payload payload, long nanos) {
		synchronized (this) {
			this.frames.add(payload.text());
		}
		if (this.dialogue.receive(socket, payload) == Dialogue.MessageKind.READY) {
			this.ready.complete(socket);
		}
	}

	@Override
	public void closed(Socket socket, Closing why) {
		this.ready.completeExceptionally(new IllegalStateException(this.name + ": " + why.describe()));
	}

}
