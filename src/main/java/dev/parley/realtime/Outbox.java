package dev.parley.realtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection, in order and bounded. Owned by the
 * connection's shard; no other thread may touch it.
 * <p>
 * Over the bound ephemeral frames go first, then states whose newer value waits too, and
 * then all events of the record: their engagements are withheld from now on, and one
 * {@code lag} frame tells from where the client has to sync each. Answers and the pages
 * of a replay are never dropped.
 */
final class Outbox {

	private static final @Nullable Frame[] NONE = {};

	/** More slots than this are given back when the outbox runs empty. */
	private static final int SLOTS_KEPT = 16;

	/** Stands where the next {@code lag} frame will be. */
	private static final Frame LAG = Frame.connection(new byte[0]);

	private final OutboxSettings settings;

	/** Its length is 0 or a power of two. */
	private @Nullable Frame[] ring = NONE;

	private int head;

	private int size;

	private int bytes;

	/**
	 * Above this we make room; more than the limit only while nothing more can be
	 * dropped.
	 */
	private int threshold;

	private long filledSince;

	private @Nullable Map<String, Long> lagging;

	private @Nullable HeldEngagements holds;

	Outbox(OutboxSettings settings) {
		this.settings = settings;
		this.threshold = settings.limit();
	}

	/**
	 * What all outboxes of a node share.
	 *
	 * @param limit bytes that may wait
	 * @param maxAge nanoseconds for which an outbox may go on without being empty
	 * @param lag makes the frame that names the last {@code seq} before each hole
	 */
	record OutboxSettings(int limit, long maxAge, Function<Map<String, Long>, Frame> lag,
			RealtimeStatistics statistics) {

	}

	boolean isEmpty() {
		return this.size == 0;
	}

	int bytes() {
		return this.bytes;
	}

	/** Whether this frame can wait here without anything being dropped. */
	boolean hasRoomFor(Frame frame) {
		return this.bytes + frame.size() <= this.threshold;
	}

	/** Whether nothing waits and nothing is withheld. */
	boolean isIdle() {
		return isEmpty() && this.holds == null;
	}

	/**
	 * Takes the frame, withholds it, or makes room for it.
	 * @return false when the client's own answers alone fill the outbox: it asks and does
	 * not read, and has to be dropped
	 */
	boolean offer(Frame frame, long now) {
		if (withhold(frame)) {
			return true;
		}
		boolean old = !isEmpty() && now - this.filledSince > this.settings.maxAge();
		if (old || !hasRoomFor(frame)) {
			return offerTight(frame, now, old);
		}
		add(frame, now);
		return true;
	}

	/**
	 * The next frame, or null when nothing waits. It stays until {@link #remove()}.
	 */
	@Nullable Frame peek() {
		if (this.size == 0) {
			return null;
		}
		Frame next = at(0);
		if (next == LAG) {
			next = this.settings.lag().apply(Objects.requireNonNull(this.lagging));
			this.lagging = null;
			this.ring[this.head] = next;
			this.bytes += next.size() - LAG.size();
		}
		return next;
	}

	/** Removes the frame that {@link #peek()} returned. */
	void remove() {
		this.bytes -= at(0).size();
		this.ring[this.head] = null;
		this.head = slot(1);
		this.size--;
		if (this.size == 0) {
			this.threshold = this.settings.limit();
			this.head = 0;
			if (this.ring.length > SLOTS_KEPT) {
				this.ring = NONE;
			}
		}
	}

	int size() {
		return this.size;
	}

	/** Drops all that waits, for a connection that ends. */
	void clear() {
		this.ring = NONE;
		this.head = 0;
		this.size = 0;
		this.bytes = 0;
		this.lagging = null;
		this.holds = null;
	}

	/** See {@link Connection#hold}. */
	void hold(String engagement, Runnable held) {
		holds().claim(engagement, newestWaiting(engagement), held);
		retain((frame) -> !isEventOf(frame, engagement));
	}

	/** See {@link Connection#replay}. */
	void replay(ReplayPage page, ReplayOutcome outcome, long now) {
		String engagement = page.engagement();
		if (this.holds == null || !this.holds.isClaimed(engagement)) {
			return;
		}
		this.holds.pageCame();
		for (Frame event : page.events()) {
			add(event.inReplayOf(engagement), now);
		}
		if (!page.more() && this.holds.newestWithheld(engagement) > page.upTo()) {
			this.holds.await(() -> outcome.missed(page.upTo()));
			return;
		}
		add(page.synced().inReplayOf(engagement), now);
		if (page.more()) {
			this.holds.endClaim(engagement);
		}
		else {
			this.holds.complete(engagement, page.upTo(), page.live());
		}
		forgetHoldsIfNone();
		outcome.synced();
	}

	/** See {@link Connection#abandon}. */
	void abandon(String engagement) {
		if (this.holds != null && this.holds.isClaimed(engagement)) {
			this.holds.pageCame();
			this.holds.endClaim(engagement);
		}
	}

	/** Lets the next one that waits for room bring its page, if there is room. */
	void grantPage() {
		if (this.holds != null && this.bytes < this.settings.limit() / 2) {
			this.holds.grantPage();
		}
	}

	private boolean withhold(Frame frame) {
		if (this.holds == null || frame.deliveryClass() != DeliveryClass.JOURNAL) {
			return false;
		}
		boolean withheld = this.holds.withhold(keyOf(frame), frame.seq());
		forgetHoldsIfNone();
		return withheld;
	}

	private boolean offerTight(Frame frame, long now, boolean old) {
		dropEphemeral();
		if (frame.deliveryClass() == DeliveryClass.EPHEMERAL) {
			this.settings.statistics().ephemeralDropped(1);
			return true;
		}
		keepNewestStates(frame);
		if (old || !hasRoomFor(frame)) {
			demote();
			this.threshold = Math.max(this.settings.limit(), this.bytes + this.settings.limit() / 2);
		}
		if (!withhold(frame)) {
			add(frame, now);
		}
		return answers() <= this.settings.limit();
	}

	private void dropEphemeral() {
		int before = this.size;
		retain((waiting) -> waiting.deliveryClass() != DeliveryClass.EPHEMERAL);
		this.settings.statistics().ephemeralDropped(before - this.size);
	}

	private void keepNewestStates(Frame incoming) {
		Map<String, Frame> newest = new HashMap<>();
		for (int i = 0; i < this.size; i++) {
			Frame waiting = at(i);
			if (waiting.deliveryClass() == DeliveryClass.STATE) {
				newest.put(keyOf(waiting), waiting);
			}
		}
		if (incoming.deliveryClass() == DeliveryClass.STATE) {
			newest.put(keyOf(incoming), incoming);
		}
		retain((waiting) -> waiting.deliveryClass() != DeliveryClass.STATE || newest.get(keyOf(waiting)) == waiting);
	}

	/**
	 * Drops the events that wait. The notice of it goes behind all that stays, so that
	 * the client never takes an older {@code synced} for the answer to it.
	 */
	private void demote() {
		Map<String, Long> holes = (this.lagging != null) ? this.lagging : new HashMap<>();
		HeldEngagements withheld = holds();
		int before = this.size;
		retain((waiting) -> {
			if (waiting.deliveryClass() != DeliveryClass.JOURNAL) {
				return true;
			}
			holes.putIfAbsent(keyOf(waiting), waiting.seq() - 1);
			withheld.lag(keyOf(waiting), waiting.seq());
			return false;
		});
		forgetHoldsIfNone();
		if (this.size == before) {
			return;
		}
		retain((waiting) -> waiting != LAG);
		this.lagging = holes;
		insert(this.size, LAG);
		this.settings.statistics().demoted();
	}

	private HeldEngagements holds() {
		if (this.holds == null) {
			this.holds = new HeldEngagements();
		}
		return this.holds;
	}

	private void forgetHoldsIfNone() {
		if (this.holds != null && this.holds.isEmpty()) {
			this.holds = null;
		}
	}

	private int answers() {
		int sum = 0;
		for (int i = 0; i < this.size; i++) {
			Frame waiting = at(i);
			if (waiting.deliveryClass() == DeliveryClass.CONNECTION && waiting.key() == null) {
				sum += waiting.size();
			}
		}
		return sum;
	}

	private void add(Frame frame, long now) {
		if (this.size == 0) {
			this.filledSince = now;
		}
		int index = this.size;
		if (frame.urgent()) {
			while (index > 0 && mayOvertake(frame, at(index - 1))) {
				index--;
			}
		}
		insert(index, frame);
	}

	private static boolean mayOvertake(Frame urgent, Frame waiting) {
		boolean sameEngagement = keyOf(urgent).equals(waiting.key()) && waiting.deliveryClass() != DeliveryClass.STATE;
		return !waiting.urgent() && !sameEngagement;
	}

	private void insert(int index, Frame frame) {
		if (this.size == this.ring.length) {
			grow();
		}
		for (int i = this.size; i > index; i--) {
			this.ring[slot(i)] = this.ring[slot(i - 1)];
		}
		this.ring[slot(index)] = frame;
		this.size++;
		this.bytes += frame.size();
	}

	private void grow() {
		@Nullable Frame[] larger = new @Nullable Frame[Math.max(4, this.ring.length * 2)];
		for (int i = 0; i < this.size; i++) {
			larger[i] = at(i);
		}
		this.ring = larger;
		this.head = 0;
	}

	private void retain(Predicate<Frame> keeps) {
		int kept = 0;
		int keptBytes = 0;
		for (int i = 0; i < this.size; i++) {
			Frame frame = at(i);
			if (keeps.test(frame)) {
				this.ring[slot(kept++)] = frame;
				keptBytes += frame.size();
			}
		}
		for (int i = kept; i < this.size; i++) {
			this.ring[slot(i)] = null;
		}
		this.size = kept;
		this.bytes = keptBytes;
	}

	private long newestWaiting(String engagement) {
		long newest = 0;
		for (int i = 0; i < this.size; i++) {
			if (isEventOf(at(i), engagement)) {
				newest = at(i).seq();
			}
		}
		return newest;
	}

	private static boolean isEventOf(Frame frame, String engagement) {
		return frame.deliveryClass() == DeliveryClass.JOURNAL && engagement.equals(frame.key());
	}

	private Frame at(int index) {
		return Objects.requireNonNull(this.ring[slot(index)]);
	}

	private int slot(int index) {
		return (this.head + index) & (this.ring.length - 1);
	}

	private static String keyOf(Frame frame) {
		return Objects.requireNonNull(frame.key());
	}

}
