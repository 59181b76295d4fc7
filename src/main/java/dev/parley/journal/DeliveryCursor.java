package dev.parley.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Audience;

/**
 * How far one engagement has been handed to this node's connections. A new one does not
 * know yet, unless it is told from where on to follow: what came shortly before its first
 * event may still be on its way from another node. Changed by the feed's thread alone.
 */
final class DeliveryCursor {

	private final String engagement;

	private final Instant since;

	private @Nullable Audience audience;

	private volatile long delivered;

	private boolean known;

	/** The least and the greatest number of an event that it was told of. */
	private long least = Long.MAX_VALUE;

	private long greatest;

	private boolean reading;

	private DeliveryCursor(String engagement, Instant since) {
		this.engagement = engagement;
		this.since = since;
	}

	/** Of an engagement whose events since that moment are to be handed on. */
	static DeliveryCursor unknown(String engagement, Instant since) {
		return new DeliveryCursor(engagement, since);
	}

	/** Of an engagement whose events up to that number are where they belong. */
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

	/** Null while it is unknown. */
	@Nullable Audience audience() {
		return this.audience;
	}

	boolean isKnown() {
		return this.known;
	}

	/** Now it is known who sees it and which event was the last before. */
	void identify(Audience found, long last) {
		this.audience = found;
		this.delivered = Math.min(last, this.least - 1);
		this.known = true;
	}

	/** The number of the last event handed on; any thread may ask. */
	long delivered() {
		return this.delivered;
	}

	boolean isNext(long seq) {
		return this.known && seq == this.delivered + 1;
	}

	void delivered(long seq) {
		this.delivered = seq;
	}

	/** There are events of these numbers; whether they are to be waited for. */
	boolean want(long first, long last) {
		this.least = Math.min(this.least, first);
		this.greatest = Math.max(this.greatest, last);
		return !this.known || this.delivered < last;
	}

	/** There is nothing beyond what was handed on after all. */
	void wantNothing() {
		this.greatest = this.delivered;
	}

	boolean isIdle() {
		return !this.reading;
	}

	/** Whether the caller is to read what is missing; not while somebody does. */
	boolean beginReading() {
		boolean begin = !this.reading && (!this.known || this.delivered < this.greatest);
		this.reading |= begin;
		return begin;
	}

	void endReading() {
		this.reading = false;
	}

}
