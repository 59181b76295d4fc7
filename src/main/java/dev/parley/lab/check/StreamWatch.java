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

	private boolean syncing;

	private boolean lagging;

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
		this.syncing = false;
	}

	void syncRequested() {
		this.syncing = true;
	}

	/** The server said that events are missing here. */
	void lag() {
		this.lagging = true;
	}

	/** The server said that everything was sent. */
	void synced() {
		this.syncing = false;
		this.lagging = false;
	}

	boolean isSynced() {
		return !this.syncing && !this.lagging;
	}

	/** Takes an event; answers what is wrong with its place, or null. */
	@Nullable String take(long seq) {
		boolean follows = this.next < 0 || seq == this.next;
		boolean replays = this.syncing && (seq == this.contiguous + 1 || seq <= this.contiguous);
		String wrong = (follows || replays || this.lagging) ? null
				: (seq < this.next) ? "seq " + seq + " again, after " + (this.next - 1)
						: "seq " + seq + " after " + (this.next - 1) + ", without being told to sync";
		this.next = seq + 1;
		this.seen.add(seq);
		while (this.seen.remove(this.contiguous + 1)) {
			this.contiguous++;
		}
		return wrong;
	}

}
