package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.identity.Caller;
import dev.parley.protocol.CloseCode;
import dev.parley.realtime.LiveConnection.Stage;

/**
 * One thread that owns a part of the connections for life: their index, their outboxes
 * and every write to them, without a lock. Others hand it commands. In one turn it takes
 * what has come, puts references to the frames into the outboxes, and then writes to each
 * connection touched, once: the more has come, the larger the writes. After a long turn
 * of shared writes it rests for a moment, so that what clients answer to it, and what is
 * being committed, can share the next one instead of taking two.
 * <p>
 * {@link #execute}, {@link #newOutbox}, {@link #trafficOf} and {@link #ended} are for any
 * thread, all else for commands.
 */
final class Shard implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Shard.class);

	/**
	 * Commands of one turn; bounds how long the first frame of a turn waits for the
	 * others.
	 */
	private static final int TURN = 256;

	/** A turn shorter than this is not followed by a rest. */
	private static final long LONG_TURN_NANOS = 500_000;

	/** A rest is this part of the turn before it, ... */
	private static final int REST_SHARE = 4;

	/** ... but never longer than this. */
	private static final long LONGEST_REST_NANOS = 2_000_000;

	private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean idle = new AtomicBoolean();

	private final ShardIndex index = new ShardIndex();

	private final FrameBuffers buffers = new FrameBuffers();

	private final List<LiveConnection> touched = new ArrayList<>();

	private final List<LiveConnection> lingering = new ArrayList<>();

	/** Those whose write or close has not come to its end. */
	private final List<LiveConnection> unfinished = new ArrayList<>();

	private final ShardSettings settings;

	private final Thread thread;

	private volatile boolean stopped;

	private long now;

	private long lingerUntil;

	private long restUntil;

	private int turnWrites;

	private int turnFrames;

	Shard(int number, ShardSettings settings) {
		this.settings = settings;
		this.now = settings.nanoTime().getAsLong();
		this.thread = Thread.ofPlatform().daemon().name("shard-" + number).unstarted(this::run);
	}

	void start() {
		this.thread.start();
	}

	/** Runs the command on the shard's thread, after all that were given before. */
	void execute(Runnable command) {
		this.inbox.add(command);
		if (this.idle.get() && this.idle.compareAndSet(true, false)) {
			LockSupport.unpark(this.thread);
		}
	}

	Outbox newOutbox() {
		return new Outbox(this.settings.outbox());
	}

	TrafficMeter trafficOf(Caller caller) {
		return this.settings.statistics().trafficOf(caller.organisations());
	}

	void ended(LiveConnection connection, @Nullable CloseCode code) {
		this.settings.ended().accept(connection, code);
	}

	@Override
	public void close() {
		this.stopped = true;
		LockSupport.unpark(this.thread);
	}

	void open(LiveConnection connection, List<Frame> greeting) {
		this.index.add(connection, connection.authenticated().caller());
		greeting.forEach((frame) -> connection.outbox().offer(frame, this.now));
		flush(connection);
	}

	void broadcast(Recipients recipients, Frame frame) {
		if (this.inbox.isEmpty() && !lingers(frame) && this.buffers.holds(frame)) {
			this.index.forEach(recipients, (connection) -> deliverAtOnce(connection, frame));
		}
		else {
			this.index.forEach(recipients, (connection) -> deliver(connection, frame));
		}
	}

	/**
	 * A frame that no other can share a write with does not go through the outbox, unless
	 * something is in there: most of what a copy costs beside the write itself is waiting
	 * for the connection's memory, and this visits it once instead of twice.
	 */
	private void deliverAtOnce(LiveConnection connection, Frame frame) {
		if (connection.stage() == Stage.OPEN && !connection.isWriting() && connection.outbox().isIdle()) {
			guarded(connection, () -> write(connection, this.buffers.alone(frame)));
		}
		else {
			deliver(connection, frame);
		}
	}

	void deliver(LiveConnection connection, Frame frame) {
		if (connection.stage() != Stage.OPEN) {
			return;
		}
		Outbox outbox = connection.outbox();
		if (!outbox.hasRoomFor(frame)) {
			flush(connection);
		}
		if (!outbox.offer(frame, this.now)) {
			giveUp(connection, CloseCode.WRITE_STUCK);
		}
		else if (connection.isWriting()) {
			return;
		}
		else if (lingers(frame)) {
			linger(connection);
		}
		else {
			touch(connection);
		}
	}

	private static boolean lingers(Frame frame) {
		return frame.deliveryClass() == DeliveryClass.STATE || frame.deliveryClass() == DeliveryClass.EPHEMERAL;
	}

	void hold(LiveConnection connection, String engagement, Runnable held) {
		if (connection.stage() == Stage.OPEN) {
			connection.outbox().hold(engagement, held);
			touch(connection);
		}
	}

	void replay(LiveConnection connection, ReplayPage page, ReplayOutcome outcome) {
		if (connection.stage() == Stage.OPEN) {
			connection.outbox().replay(page, outcome, this.now);
			touch(connection);
		}
	}

	void abandon(LiveConnection connection, String engagement) {
		connection.outbox().abandon(engagement);
		touch(connection);
	}

	/**
	 * Follows changed grants. What waits for a connection that lost one might be out of
	 * its scope now; if that cannot be written at once, the connection has to start anew.
	 */
	void rescope(LiveConnection connection, Caller caller) {
		Caller before = connection.indexed();
		if (before == null || caller.grants().equals(before.grants())) {
			return;
		}
		boolean narrower = !caller.clients().containsAll(before.clients()) || !caller.msps().containsAll(before.msps());
		if (narrower) {
			flush(connection);
		}
		if (narrower && !connection.outbox().isIdle()) {
			connection.outbox().clear();
			end(connection);
			connection.close(CloseCode.GOING_AWAY);
			return;
		}
		this.index.move(connection, caller);
	}

	void ping(LiveConnection connection) {
		if (connection.stage() == Stage.OPEN) {
			connection.transport().ping();
		}
	}

	void closeWhenWritten(LiveConnection connection) {
		end(connection);
		touch(connection);
	}

	/** The socket is gone: forgets the connection. */
	void forget(LiveConnection connection) {
		this.index.remove(connection);
		connection.stage(Stage.GONE);
		connection.outbox().clear();
	}

	void written(LiveConnection connection) {
		ByteBuffer buffer = connection.takeInFlight();
		if (buffer != null) {
			this.buffers.release(buffer);
		}
		touch(connection);
	}

	void fail(LiveConnection connection) {
		connection.takeInFlight();
		giveUp(connection, null);
	}

	/** Drops those whose write or close has not moved for too long. */
	void dropStuck() {
		this.unfinished.removeIf((connection) -> {
			boolean moving = connection.stage() == Stage.GONE
					|| (connection.stage() == Stage.OPEN && !connection.isWriting());
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

	private void run() {
		while (!this.stopped) {
			if (this.inbox.isEmpty()) {
				await();
			}
			rest();
			turn();
		}
	}

	private void await() {
		this.idle.set(true);
		if (this.inbox.isEmpty() && !this.stopped) {
			if (this.lingering.isEmpty()) {
				LockSupport.park(this);
			}
			else {
				LockSupport.parkNanos(this, this.lingerUntil - this.settings.nanoTime().getAsLong());
			}
		}
		this.idle.set(false);
	}

	/** Waits once: to wake up early costs nothing but a smaller turn. */
	private void rest() {
		long left = this.restUntil - this.settings.nanoTime().getAsLong();
		if (left > 0 && !this.stopped) {
			LockSupport.parkNanos(this, Math.min(left, LONGEST_REST_NANOS));
		}
	}

	/**
	 * How long a shard rests after a turn that took so long and wrote so much. While
	 * every write carries a message of its own nobody is in a hurry, and the next message
	 * must not wait.
	 */
	static long restAfter(long turnNanos, int frames, int writes) {
		boolean shared = writes > 0 && frames >= 2 * writes;
		return (shared && turnNanos >= LONG_TURN_NANOS) ? Math.min(turnNanos / REST_SHARE, LONGEST_REST_NANOS) : 0;
	}

	private void turn() {
		this.now = this.settings.nanoTime().getAsLong();
		this.turnWrites = 0;
		this.turnFrames = 0;
		for (int i = 0; i < TURN; i++) {
			Runnable command = this.inbox.poll();
			if (command == null) {
				break;
			}
			run(command);
		}
		flush(this.touched, false);
		if (!this.lingering.isEmpty() && this.now - this.lingerUntil >= 0) {
			flush(this.lingering, true);
		}
		long end = this.settings.nanoTime().getAsLong();
		this.restUntil = end + restAfter(end - this.now, this.turnFrames, this.turnWrites);
	}

	private void run(Runnable command) {
		try {
			command.run();
		}
		catch (RuntimeException ex) {
			log.error("A command of {} failed", this.thread.getName(), ex);
		}
	}

	private void end(LiveConnection connection) {
		this.index.remove(connection);
		if (connection.stage() == Stage.OPEN) {
			connection.stage(Stage.ENDING);
			begin(connection);
		}
	}

	private void touch(LiveConnection connection) {
		if (connection.touch()) {
			this.touched.add(connection);
		}
	}

	private void linger(LiveConnection connection) {
		if (connection.linger()) {
			if (this.lingering.isEmpty()) {
				this.lingerUntil = this.now + this.settings.lingerNanos();
			}
			this.lingering.add(connection);
		}
	}

	private void flush(List<LiveConnection> connections, boolean afterLingering) {
		for (LiveConnection connection : connections) {
			connection.flushed(afterLingering);
			flush(connection);
		}
		connections.clear();
	}

	private void flush(LiveConnection connection) {
		guarded(connection, () -> {
			writeWaiting(connection);
			connection.outbox().grantPage();
			closeIfWritten(connection);
		});
	}

	private void guarded(LiveConnection connection, Runnable writing) {
		try {
			writing.run();
		}
		catch (RuntimeException ex) {
			log.warn("Connection {} is dropped, since writing to it failed", connection.id(), ex);
			giveUp(connection, null);
		}
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
		if (code != null && connection.stage() == Stage.ENDING && !connection.isWriting()
				&& connection.outbox().isEmpty()) {
			connection.stage(Stage.CLOSING);
			connection.outbox().clear();
			begin(connection);
			connection.transport().close(code);
		}
	}

	private void begin(LiveConnection connection) {
		if (connection.begin(this.now)) {
			this.unfinished.add(connection);
		}
	}

	/**
	 * Never waits for a command of its own, so it may be called while the index is being
	 * walked.
	 */
	private void giveUp(LiveConnection connection, @Nullable CloseCode code) {
		if (connection.stage() == Stage.GONE) {
			return;
		}
		if (code == null && connection.isOpen()) {
			this.settings.statistics().failed();
		}
		connection.stage(Stage.GONE);
		connection.drop(code);
		connection.transport().abort();
	}

}
