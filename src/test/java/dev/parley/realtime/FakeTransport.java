package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.CloseCode;

/** A socket we own: takes everything at once, nothing until told, or fails. */
public final class FakeTransport implements Transport {

	private final List<String> messages = new ArrayList<>();

	private int writes;

	private int pings;

	private boolean stalled;

	private boolean failing;

	private boolean aborted;

	private @Nullable CloseCode closed;

	private @Nullable Completion pending;

	@Override
	public void write(ByteBuffer frames, Completion completion) {
		synchronized (this) {
			if (this.pending != null) {
				throw new AssertionError("A second write before the first was complete");
			}
			if (this.closed != null) {
				throw new AssertionError("A write after the close");
			}
			this.writes++;
			if (!this.failing) {
				read(frames);
			}
			if (this.stalled) {
				this.pending = completion;
				return;
			}
		}
		if (this.failing) {
			completion.failed(new java.io.IOException("Broken pipe"));
		}
		else {
			completion.written();
		}
	}

	@Override
	public synchronized void ping() {
		this.pings++;
	}

	@Override
	public synchronized void close(CloseCode code) {
		this.closed = code;
	}

	@Override
	public synchronized void abort() {
		this.aborted = true;
	}

	/** Takes no more than the next write from now on. */
	synchronized FakeTransport stall() {
		this.stalled = true;
		return this;
	}

	/** Completes what is pending and takes everything from now on. */
	void flow() {
		Completion completion;
		synchronized (this) {
			this.stalled = false;
			completion = this.pending;
			this.pending = null;
		}
		if (completion != null) {
			completion.written();
		}
	}

	/** Completes what is pending, but not what follows. */
	void step() {
		Completion completion;
		synchronized (this) {
			completion = this.pending;
			this.pending = null;
		}
		if (completion != null) {
			completion.written();
		}
	}

	synchronized FakeTransport fail() {
		this.failing = true;
		return this;
	}

	/** The JSON of all frames so far. */
	public synchronized List<String> messages() {
		return List.copyOf(this.messages);
	}

	/**
	 * The JSON of all frames but those of the connection itself that every connection
	 * gets.
	 */
	List<String> received() {
		return messages().stream()
			.filter((json) -> !json.contains("\"type\":\"welcome\"") && !json.contains("\"type\":\"presence\""))
			.toList();
	}

	synchronized int writes() {
		return this.writes;
	}

	synchronized int pings() {
		return this.pings;
	}

	synchronized boolean isAborted() {
		return this.aborted;
	}

	synchronized @Nullable CloseCode closed() {
		return this.closed;
	}

	private void read(ByteBuffer frames) {
		while (frames.hasRemaining()) {
			byte[] payload = new byte[FrameHeader.skip(frames)];
			frames.get(payload);
			this.messages.add(new String(payload, StandardCharsets.UTF_8));
		}
	}

}
