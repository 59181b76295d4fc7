package dev.parley.lab.load;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.preset.Roster;
import org.jspecify.annotations.Nullable;

/**
 * What all loops of one run share. Fixed before the run, but for the times and the error
 * counts.
 */
final class Run {

	private final LoadPlan plan;

	private final Engine engine;

	private final Roster roster;

	private final int id;

	private final long base = System.nanoTime();

	private final List<Room> rooms;

	private final @Nullable Publisher[] publishers;

	private final int publisherCount;

	private final RoomOrder[] orders;

	private final ErrorCounts errors = new ErrorCounts();

	private final AtomicInteger settled = new AtomicInteger();

	private @Nullable HttpSide http;

	private volatile long measuredFrom = Long.MAX_VALUE;

	private volatile boolean begun;

	private volatile boolean sending;

	private volatile boolean over;

	Run(LoadPlan plan, Engine engine, Roster roster, int id, List<Room> rooms, @Nullable Publisher[] publishers) {
		this.plan = plan;
		this.engine = engine;
		this.roster = roster;
		this.id = id;
		this.rooms = rooms;
		this.publishers = publishers;
		this.publisherCount = (int) Arrays.stream(publishers, 0, plan.target().clients())
			.filter(Objects::nonNull)
			.count();
		this.orders = rooms.stream().map((room) -> new RoomOrder()).toArray(RoomOrder[]::new);
	}

	LoadPlan plan() {
		return this.plan;
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
		return this.rooms.get(index);
	}

	RoomOrder order(int room) {
		return this.orders[room];
	}

	/** The client's sendings, or null if it only listens or does not exist. */
	@Nullable Publisher publisher(int client) {
		return (client >= 0 && client < this.publishers.length) ? this.publishers[client] : null;
	}

	int publisherCount() {
		return this.publisherCount;
	}

	@Nullable Publisher[] publishers() {
		return this.publishers;
	}

	ErrorCounts errors() {
		return this.errors;
	}

	/** What sends by REST, or null if nothing does. */
	@Nullable HttpSide http() {
		return this.http;
	}

	void http(HttpSide side) {
		this.http = side;
	}

	/** Connections that have opened, or failed to, for the first time. */
	AtomicInteger settled() {
		return this.settled;
	}

	/** Nanoseconds since the run began. */
	long now() {
		return System.nanoTime() - this.base;
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
