package dev.parley.realtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The engagements whose live events are withheld from one connection: because a replay
 * claims them, or because the client has been told to sync and has not yet.
 */
final class Holds {

	private final Map<String, Hold> byEngagement = new HashMap<>();

	/** Replays that wait until there is room for a page. */
	private final Queue<Runnable> waiting = new ArrayDeque<>();

	/** Whether one replay has been let on and has not brought its page yet. */
	private boolean pageDue;

	boolean isEmpty() {
		return this.byEngagement.isEmpty();
	}

	/** Withholds the engagement and runs {@code held} when there is room. */
	void claim(String engagement, long newestDropped, Runnable held) {
		Hold hold = this.byEngagement.computeIfAbsent(engagement, (key) -> new Hold());
		hold.claims++;
		hold.newestWithheld = Math.max(hold.newestWithheld, newestDropped);
		this.waiting.add(held);
	}

	/** Withholds the engagement until the client asks for it. */
	void lag(String engagement, long newestDropped) {
		Hold hold = this.byEngagement.computeIfAbsent(engagement, (key) -> new Hold());
		hold.newestWithheld = Math.max(hold.newestWithheld, newestDropped);
	}

	boolean isClaimed(String engagement) {
		Hold hold = this.byEngagement.get(engagement);
		return hold != null && hold.claims > 0;
	}

	/** Whether a live event is kept back. */
	boolean withhold(String engagement, long seq) {
		Hold hold = this.byEngagement.get(engagement);
		if (hold == null) {
			return false;
		}
		hold.newestWithheld = Math.max(hold.newestWithheld, seq);
		return true;
	}

	/** The greatest {@code seq} that was kept back; 0 for none. */
	long newestWithheld(String engagement) {
		Hold hold = this.byEngagement.get(engagement);
		return (hold != null) ? hold.newestWithheld : 0;
	}

	/**
	 * Ends one claim; a complete one lets live events pass unless another replay runs.
	 */
	void finish(String engagement, boolean complete) {
		Hold hold = this.byEngagement.get(engagement);
		if (hold == null) {
			return;
		}
		hold.claims--;
		if (complete && hold.claims == 0) {
			this.byEngagement.remove(engagement);
		}
	}

	void await(Runnable room) {
		this.waiting.add(room);
	}

	void pageCame() {
		this.pageDue = false;
	}

	/** One page at a time, so that no more than one can come on top of a full outbox. */
	void grantPage() {
		if (this.pageDue) {
			return;
		}
		@Nullable Runnable next = this.waiting.poll();
		if (next != null) {
			this.pageDue = true;
			next.run();
		}
	}

	private static final class Hold {

		private int claims;

		private long newestWithheld;

	}

}
