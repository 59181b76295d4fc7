package dev.parley.realtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The engagements whose live events are withheld from one connection: because a replay
 * claims them, because the client has been told to sync and has not yet, or because a
 * page was quicker than the live events it has brought.
 */
final class HeldEngagements {

	/** No event has a greater number: none passes. */
	private static final long NOTHING = Long.MAX_VALUE;

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
		hold.passesAfter = NOTHING;
		hold.newestWithheld = Math.max(hold.newestWithheld, newestDropped);
		this.waiting.add(held);
	}

	/** Withholds the engagement until the client asks for it. */
	void lag(String engagement, long newestDropped) {
		Hold hold = this.byEngagement.computeIfAbsent(engagement, (key) -> new Hold());
		hold.passesAfter = NOTHING;
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
		if (seq > hold.passesAfter) {
			this.byEngagement.remove(engagement);
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

	/** Ends one claim; the engagement stays withheld until the client asks for more. */
	void endClaim(String engagement) {
		Hold hold = this.byEngagement.get(engagement);
		if (hold != null) {
			hold.claims--;
		}
	}

	/**
	 * Ends the claim of a replay that has brought everything up to {@code upTo}, of which
	 * live delivery had been given what is up to {@code live}. Later events pass, unless
	 * another replay runs.
	 */
	void complete(String engagement, long upTo, long live) {
		endClaim(engagement);
		Hold hold = this.byEngagement.get(engagement);
		if (hold == null || hold.claims > 0) {
			return;
		}
		if (upTo > Math.max(live, hold.newestWithheld)) {
			hold.passesAfter = upTo;
		}
		else {
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

		/** Greater events pass and end the hold. */
		private long passesAfter = NOTHING;

	}

}
