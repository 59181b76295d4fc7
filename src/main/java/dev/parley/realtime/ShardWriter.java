package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.protocol.CloseCode;

/**
 * Writes to the connections of one shard: which of them have to be written to in this
 * turn or a little later, which writes are still running, and what happens when one fails
 * or does not move. For the shard's thread alone.
 */
final class ShardWriter {

	private static final Logger log = LoggerFactory.getLogger(ShardWriter.class);

	private final FrameBuffers buffers = new FrameBuffers();

	private final List<LiveConnection> touched = new ArrayList<>();

	private final List<LiveConnection> lingering = new ArrayList<>();

	/** Connections whose write or close has not completed. */
	private final List<LiveConnection> unfinished = new ArrayList<>();

	private final ShardSettings settings;

	private long now;

	private long lingerUntil;

	private int turnWrites;

	private int turnFrames;

	ShardWriter(ShardSettings settings) {
		this.settings = settings;
		this.now = settings.nanoTime().getAsLong();
	}

	void beginTurn(long start) {
		this.now = start;
		this.turnWrites = 0;
		this.turnFrames = 0;
	}

	/** When the turn began. */
	long now() {
		return this.now;
	}

	int turnWrites() {
		return this.turnWrites;
	}

	/** The messages in the writes of this turn. */
	int turnFrames() {
		return this.turnFrames;
	}

	/** Writes to the connections that were touched, and to the lingering ones in time. */
	void endTurn() {
		flush(this.touched, false);
		if (!this.lingering.isEmpty() && this.now - this.lingerUntil >= 0) {
			flush(this.lingering, true);
		}
	}

	boolean isLingering() {
		return !this.lingering.isEmpty();
	}

	long lingerUntil() {
		return this.lingerUntil;
	}

	/** Writes to the connection at the end of the turn. */
	void touch(LiveConnection connection) {
		if (connection.touch()) {
			this.touched.add(connection);
		}
	}

	/** Writes to the connection a little later, unless it is touched before. */
	void linger(LiveConnection connection) {
		if (connection.linger()) {
			if (this.lingering.isEmpty()) {
				this.lingerUntil = this.now + this.settings.lingerNanos();
			}
			this.lingering.add(connection);
		}
	}

	/** Whether the frame fits into one buffer. */
	boolean holds(Frame frame) {
		return this.buffers.holds(frame);
	}

	/** Writes a frame that does not wait in the outbox. */
	void writeAlone(LiveConnection connection, Frame frame) {
		try {
			write(connection, this.buffers.alone(frame));
		}
		catch (RuntimeException ex) {
			fail(connection, ex);
		}
	}

	/** Writes what waits, grants a page if there is room, closes if that is all. */
	void flush(LiveConnection connection) {
		try {
			writeWaiting(connection);
			connection.outbox().grantPage();
			closeIfWritten(connection);
		}
		catch (RuntimeException ex) {
			fail(connection, ex);
		}
	}

	/** Takes back the buffer of a write that has completed. */
	void written(LiveConnection connection) {
		ByteBuffer buffer = connection.takeInFlight();
		if (buffer != null) {
			this.buffers.release(buffer);
		}
		touch(connection);
	}

	/** Watches over a write or a close that has not completed. */
	void begin(LiveConnection connection) {
		if (connection.begin(this.now)) {
			this.unfinished.add(connection);
		}
	}

	/** Drops the connections whose write or close has not moved for too long. */
	void dropStuck() {
		this.unfinished.removeIf((connection) -> {
			boolean moving = connection.stage() == ConnectionStage.GONE
					|| (connection.stage() == ConnectionStage.OPEN && !connection.isWriting());
			boolean stuck = !moving && this.now - connection.since() > this.settings.writeStuckNanos();
			if (stuck) {
				giveUp(connection, CloseCode.WRITE_STUCK);
			}
			if (moving || stuck) {
				connection.finish();
			}
			return moving || stuck;
		});
	}

	/**
	 * Drops a connection. The index is left alone until a later command, so this may be
	 * called while the index is being walked.
	 */
	void giveUp(LiveConnection connection, @Nullable CloseCode code) {
		if (connection.stage() == ConnectionStage.GONE) {
			return;
		}
		if (code == null && connection.isOpen()) {
			this.settings.statistics().failed();
		}
		connection.stage(ConnectionStage.GONE);
		connection.drop(code);
		connection.transport().abort();
	}

	private void flush(List<LiveConnection> connections, boolean afterLingering) {
		for (LiveConnection connection : connections) {
			connection.flushed(afterLingering);
			flush(connection);
		}
		connections.clear();
	}

	private void writeWaiting(LiveConnection connection) {
		while (!connection.isWriting() && connection.mayWrite()) {
			ByteBuffer frames = this.buffers.gather(connection);
			if (frames == null) {
				return;
			}
			write(connection, frames);
		}
	}

	private void write(LiveConnection connection, ByteBuffer frames) {
		int bytes = frames.remaining();
		switch (connection.write(frames)) {
			case WRITTEN -> this.buffers.release(frames);
			case PENDING -> begin(connection);
			case FAILED -> giveUp(connection, null);
		}
		this.turnWrites++;
		this.turnFrames += this.buffers.frames();
		connection.traffic().sent(this.buffers.frames(), bytes);
	}

	private void closeIfWritten(LiveConnection connection) {
		CloseCode code = connection.closeCode();
		if (code != null && connection.stage() == ConnectionStage.ENDING && !connection.isWriting()
				&& connection.outbox().isEmpty()) {
			connection.stage(ConnectionStage.CLOSING);
			connection.outbox().clear();
			begin(connection);
			connection.transport().close(code);
		}
	}

	private void fail(LiveConnection connection, RuntimeException cause) {
		log.warn("Connection {} is dropped because a write failed", connection.id(), cause);
		giveUp(connection, null);
	}

}
