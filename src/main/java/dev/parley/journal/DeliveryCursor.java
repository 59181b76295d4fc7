package dev.parley.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Audience;

/**
 * How far one engagement has been delivered to this node's connections. A cursor that is
 * not known has to read its start first, since events from shortly before the first one
 * it is told of may still be on their way from another node. Changed by the feed's thread
 * alone.
 */
final class DeliveryCursor {

	private final String engagement;

	private final Instant since;

	private @Nullable Audience audience;

	private volatile long delivered;

	private boolean known;

	/** The least and the greatest number of an event that is wanted. */
	private long least = Long.MAX_VALUE;

	private long greatest;

	private boolean reading;

	private DeliveryCursor(String engagement, Instant since) {
		this.engagement = engagement;
		this.since = since;
	}

	/** Delivers the events since that moment, once it is known which these are. */
	static DeliveryCursor unknown(String engagement, Instant since) {
		return new DeliveryCursor(engagement, since);
	}

	/** Delivers the events after that number. */
	static DeliveryCursor known(String engagement, Audience audience, long delivered) {
		DeliveryCursor cursor = new DeliveryCursor(engagement, Instant.MAX);
		cursor.identify(audience, delivered);
		return cursor;
	}

	String engagement() {
		return this.engagement;
	}

	Instant since() {
		return this.since;
	}

	/** Null while the cursor is not known. */
	@Nullable Audience audience() {
		return this.audience;
	}

	/** Sets the audience and the last event before the start. */
	void identify(Audience found, long last) {
		this.audience = found;
		this.delivered = Math.min(last, this.least - 1);
		this.known = true;
	}

	/** The number of the last event delivered. Any thread may call. */
	long delivered() {
		return this.delivered;
	}

	boolean isNext(long seq) {
		return this.known && seq == this.delivered + 1;
	}

	void delivered(long seq) {
		this.delivered = seq;
	}

	/**
	 * Wants the events from {@code first} to {@code last}.
	 * @return whether any of them is missing
	 */
	boolean want(long first, long last) {
		this.least = Math.min(this.least, first);
		this.greatest = Math.max(this.greatest, last);
		return !this.known || this.delivered < last;
	}

	/** Nothing was found beyond the last event delivered. */
	void wantNothing() {
		this.greatest = this.delivered;
	}

	boolean isIdle() {
		return !this.reading;
	}

	/** Whether the caller has to read what is missing; false while a read is running. */
	boolean beginReading() {
		boolean begin = !this.reading && (!this.known || this.delivered < this.greatest);
		this.reading |= begin;
		return begin;
	}

	void endReading() {
		this.reading = false;
	}

}
