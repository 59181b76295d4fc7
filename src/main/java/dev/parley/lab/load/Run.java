package dev.parley.lab.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.preset.Roster;

/**
 * What all loops of one run share. Fixed before the run, except for its phase and the
 * error counts.
 */
final class Run {

	private final LoadPlan plan;

	private final Engine engine;

	private final Roster roster;

	private final int id;

	private final LongSupplier nanoTime;

	private final long base;

	private final Participants participants;

	private final int publisherCount;

	private final RoomOrder[] orders;

	private final ErrorCounts errors = new ErrorCounts();

	private final AtomicInteger settled = new AtomicInteger();

	private @Nullable HttpSide http;

	private volatile long measuredFrom = Long.MAX_VALUE;

	private volatile boolean begun;

	private volatile boolean sending;

	private volatile boolean over;

	/**
	 * Prepares a run.
	 * @param id in the stamps of its messages
	 * @param nanoTime its clock, such as {@link System#nanoTime()}
	 */
	Run(LoadPlan plan, Engine engine, Roster roster, Participants participants, int id, LongSupplier nanoTime) {
		this.plan = plan;
		this.engine = engine;
		this.roster = roster;
		this.participants = participants;
		this.id = id;
		this.nanoTime = nanoTime;
		this.base = nanoTime.getAsLong();
		this.publisherCount = participants.publishingClients(plan.target().clients());
		this.orders = participants.rooms().stream().map((room) -> new RoomOrder()).toArray(RoomOrder[]::new);
	}

	LoadPlan plan() {
		return this.plan;
	}

	/** Whether messages are sent at a rate that the server does not slow down. */
	boolean isOpenLoop() {
		return this.plan.pace() instanceof Pace.Rate;
	}

	Engine engine() {
		return this.engine;
	}

	Roster roster() {
		return this.roster;
	}

	int id() {
		return this.id;
	}

	Room room(int index) {
		return this.participants.rooms().get(index);
	}

	RoomOrder order(int room) {
		return this.orders[room];
	}

	/** The publisher with this number, or null if there is none. */
	@Nullable Publisher publisher(int number) {
		return (number >= 0 && number < this.participants.publishers().size())
				? this.participants.publishers().get(number) : null;
	}

	/** Clients that publish over their socket. */
	int publisherCount() {
		return this.publisherCount;
	}

	/** Copies to expect of a message that this client publishes now. */
	int copiesOf(int client) {
		int listeners = room(this.roster.publishesTo(client)).listeners().get();
		return (this.roster.fanout() == Roster.Fanout.OTHERS) ? listeners - 1 : listeners;
	}

	ErrorCounts errors() {
		return this.errors;
	}

	/** Sends messages by REST; null if none go that way. */
	@Nullable HttpSide http() {
		return this.http;
	}

	void http(HttpSide side) {
		this.http = side;
	}

	/** Clients whose first attempt to join has succeeded or failed. */
	AtomicInteger settled() {
		return this.settled;
	}

	/** Nanoseconds since the run began. */
	long now() {
		return sinceBase(this.nanoTime.getAsLong());
	}

	long sinceBase(long nanoTime) {
		return nanoTime - this.base;
	}

	/** Whether a message intended for then belongs to the measured time. */
	boolean isMeasured(long intended) {
		return intended >= this.measuredFrom;
	}

	void measureFrom(long intended) {
		this.measuredFrom = intended;
	}

	/** Whether anything may have been sent yet. */
	boolean hasBegun() {
		return this.begun;
	}

	boolean isSending() {
		return this.sending;
	}

	void sending(boolean on) {
		if (on) {
			this.begun = true;
		}
		this.sending = on;
	}

	/** Whether the end has begun: connections that close now are no errors. */
	boolean isOver() {
		return this.over;
	}

	void end() {
		this.sending = false;
		this.over = true;
	}

}
