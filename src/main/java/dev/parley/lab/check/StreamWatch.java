package dev.parley.lab.check;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one reader knows of an engagement, and whether each connection keeps the rule of
 * the next event: n+1, or a sync. Owned by the connection's loop.
 */
final class StreamWatch {

	private final Set<Long> seen = new HashSet<>();

	private long contiguous;

	private long next = -1;

	/**
	 * Syncs that were asked for and not yet answered: a lag may come while one is under
	 * way.
	 */
	private int syncs;

	private boolean lagging;

	/** The greatest number that came while a sync was under way on this connection. */
	private long replayedTo;

	private long repeats;

	/** Holds everything up to {@code head} already. */
	StreamWatch(long head) {
		this.contiguous = head;
	}

	/** Where a sync has to begin. */
	long held() {
		return this.contiguous;
	}

	/** A new connection: it owes nothing until its first event. */
	void connected() {
		this.next = -1;
		this.lagging = false;
		this.syncs = 0;
		this.replayedTo = 0;
	}

	void syncRequested() {
		this.syncs++;
	}

	/** The server said that events are missing here. */
	void lag() {
		this.lagging = true;
	}

	/** The server said that everything was sent. */
	void synced() {
		this.syncs = Math.max(0, this.syncs - 1);
		this.lagging &= this.syncs > 0;
	}

	boolean isSynced() {
		return this.syncs == 0 && !this.lagging;
	}

	/**
	 * Events that a sync had brought already and that came once more, live: untidy, but
	 * nothing that a client shows twice.
	 */
	long repeats() {
		return this.repeats;
	}

	/** Takes an event; answers what is wrong with its place, or null. */
	@Nullable String take(long seq) {
		boolean syncing = this.syncs > 0;
		boolean follows = this.next < 0 || seq == this.next;
		boolean replays = syncing && seq <= this.contiguous + 1;
		boolean repeats = !syncing && seq < this.next && seq <= this.replayedTo;
		String wrong = (follows || replays || repeats || this.lagging) ? null
				: (seq < this.next) ? "seq " + seq + " again, after " + (this.next - 1)
						: "seq " + seq + " after " + (this.next - 1) + ", without being told to sync";
		this.repeats += repeats ? 1 : 0;
		this.replayedTo = syncing ? Math.max(this.replayedTo, seq) : this.replayedTo;
		this.next = seq + 1;
		this.seen.add(seq);
		while (this.seen.remove(this.contiguous + 1)) {
			this.contiguous++;
		}
		return wrong;
	}

}
