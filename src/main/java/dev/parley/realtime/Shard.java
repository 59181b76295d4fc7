package dev.parley.realtime;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.parley.identity.Caller;
import dev.parley.protocol.CloseCode;

/**
 * One thread that owns a part of the connections for life: their index, their outboxes
 * and every write to them, without a lock. Other threads hand it commands.
 * <p>
 * {@link #execute}, {@link #newOutbox}, {@link #trafficOf} and {@link #ended} are for any
 * thread, everything else is for commands.
 */
final class Shard implements AutoCloseable {

	private final ShardIndex index = new ShardIndex();

	private final ShardSettings settings;

	private final ShardWriter writer;

	private final ShardLoop loop;

	Shard(int number, ShardSettings settings) {
		this.settings = settings;
		this.writer = new ShardWriter(settings);
		this.loop = new ShardLoop(number, this.writer, settings.nanoTime());
	}

	void start() {
		this.loop.start();
	}

	/** Runs the command on the shard's thread, after all that were submitted before. */
	void execute(Runnable command) {
		this.loop.execute(command);
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
		this.loop.close();
	}

	void open(LiveConnection connection, List<Frame> greeting) {
		this.index.add(connection, connection.authenticated().caller());
		greeting.forEach((frame) -> connection.outbox().offer(frame, this.writer.now()));
		this.writer.flush(connection);
	}

	void broadcast(Recipients recipients, Frame frame) {
		if (this.loop.isEmpty() && !lingers(frame) && this.writer.holds(frame)) {
			this.index.forEach(recipients, (connection) -> deliverAtOnce(connection, frame));
		}
		else {
			this.index.forEach(recipients, (connection) -> deliver(connection, frame));
		}
	}

	/**
	 * Writes a frame that no other can share a write with, without a detour through the
	 * outbox unless something waits there: most of what a copy costs besides the write
	 * itself is waiting for the connection's memory, and this visits it once instead of
	 * twice.
	 */
	private void deliverAtOnce(LiveConnection connection, Frame frame) {
		if (connection.stage() == ConnectionStage.OPEN && !connection.isWriting() && connection.outbox().isIdle()) {
			this.writer.writeAlone(connection, frame);
		}
		else {
			deliver(connection, frame);
		}
	}

	void deliver(LiveConnection connection, Frame frame) {
		if (connection.stage() != ConnectionStage.OPEN) {
			return;
		}
		Outbox outbox = connection.outbox();
		if (!outbox.hasRoomFor(frame)) {
			this.writer.flush(connection);
		}
		if (!outbox.offer(frame, this.writer.now())) {
			this.writer.giveUp(connection, CloseCode.WRITE_STUCK);
		}
		else if (connection.isWriting()) {
			return;
		}
		else if (lingers(frame)) {
			this.writer.linger(connection);
		}
		else {
			this.writer.touch(connection);
		}
	}

	private static boolean lingers(Frame frame) {
		return frame.deliveryClass() == DeliveryClass.STATE || frame.deliveryClass() == DeliveryClass.EPHEMERAL;
	}

	void hold(LiveConnection connection, String engagement, Runnable held) {
		if (connection.stage() == ConnectionStage.OPEN) {
			connection.outbox().hold(engagement, held);
			this.writer.touch(connection);
		}
	}

	void replay(LiveConnection connection, ReplayPage page, ReplayOutcome outcome) {
		if (connection.stage() == ConnectionStage.OPEN) {
			connection.outbox().replay(page, outcome, this.writer.now());
			this.writer.touch(connection);
		}
	}

	void abandon(LiveConnection connection, String engagement) {
		connection.outbox().abandon(engagement);
		this.writer.touch(connection);
	}

	/**
	 * Applies changed grants. What waits for a connection that lost one may be out of its
	 * scope now; unless that can be written at once, the connection is closed and has to
	 * reconnect.
	 */
	void rescope(LiveConnection connection, Caller caller) {
		Caller before = connection.indexed();
		if (before == null || caller.grants().equals(before.grants())) {
			return;
		}
		boolean narrower = !caller.clients().containsAll(before.clients()) || !caller.msps().containsAll(before.msps());
		if (narrower) {
			this.writer.flush(connection);
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
		if (connection.stage() == ConnectionStage.OPEN) {
			connection.transport().ping();
		}
	}

	void closeWhenWritten(LiveConnection connection) {
		end(connection);
		this.writer.touch(connection);
	}

	/** Forgets a connection whose socket is gone. */
	void forget(LiveConnection connection) {
		this.index.remove(connection);
		connection.stage(ConnectionStage.GONE);
		connection.outbox().clear();
	}

	void written(LiveConnection connection) {
		this.writer.written(connection);
	}

	void fail(LiveConnection connection) {
		connection.takeInFlight();
		this.writer.giveUp(connection, null);
	}

	void dropStuck() {
		this.writer.dropStuck();
	}

	private void end(LiveConnection connection) {
		this.index.remove(connection);
		if (connection.stage() == ConnectionStage.OPEN) {
			connection.stage(ConnectionStage.ENDING);
			this.writer.begin(connection);
		}
	}

}
