package dev.parley.lab.check;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The events one reader has received, and whether each connection delivered them without
 * gaps: event n is followed by n+1 or by a sync. Owned by the connection's loop.
 */
final class StreamChecker {

	private final Set<Long> seen = new HashSet<>();

	private long contiguous;

	private long next = -1;

	/** Syncs requested and not yet answered; a lag may arrive in between. */
	private int syncs;

	private boolean lagging;

	/** The greatest number received during a sync on this connection. */
	private long replayedTo;

	private long repeats;

	/** Starts with everything up to {@code head}. */
	StreamChecker(long head) {
		this.contiguous = head;
	}

	/** The last number without a gap before it, where a sync has to start. */
	long held() {
		return this.contiguous;
	}

	/** A new connection, which may start with any event. */
	void connected() {
		this.next = -1;
		this.lagging = false;
		this.syncs = 0;
		this.replayedTo = 0;
	}

	void syncRequested() {
		this.syncs++;
	}

	/** The server skipped events on this connection. */
	void lag() {
		this.lagging = true;
	}

	/** The server has answered a sync completely. */
	void synced() {
		this.syncs = Math.max(0, this.syncs - 1);
		this.lagging &= this.syncs > 0;
	}

	boolean isSynced() {
		return this.syncs == 0 && !this.lagging;
	}

	/**
	 * Events delivered live although a sync had already replayed them: wasteful, but a
	 * client shows them once.
	 */
	long repeats() {
		return this.repeats;
	}

	/** Takes an event and returns what is wrong with its position, or null. */
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
