package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.protocol.CloseCode;

/**
 * A connection and what its shard knows of it. The methods of {@link Connection} and
 * {@link Transport.Completion} are for any thread; the package-private ones below the
 * line of comment are for the shard's alone. Kept small: there is one per idle browser
 * tab.
 */
final class LiveConnection implements Connection, Transport.Completion {

	private static final AtomicIntegerFieldUpdater<LiveConnection> WRITE = AtomicIntegerFieldUpdater
		.newUpdater(LiveConnection.class, "write");

	private static final AtomicReferenceFieldUpdater<LiveConnection, @Nullable Ending> ENDING = AtomicReferenceFieldUpdater
		.newUpdater(LiveConnection.class, Ending.class, "ending");

	private static final int NO_WRITE = 0;

	private static final int STARTED = 1;

	private static final int PENDING = 2;

	private static final int WRITTEN = 3;

	private static final int FAILED = 4;

	private final String id;

	private final Shard shard;

	private final Transport transport;

	private final boolean batching;

	private final Outbox outbox;

	private volatile Authenticated authenticated;

	private volatile @Nullable Ending ending;

	private volatile int write;

	/** Frames the client may still send; see {@link RateLimiter}. */
	private final TokenBucket frames;

	private volatile @Nullable TokenBucket refusals;

	private volatile TrafficMeter traffic;

	private volatile long heardAt;

	private volatile KeepAlive.@Nullable Watch watch;

	private @Nullable Caller indexed;

	private @Nullable Caller countedAs;

	private @Nullable ByteBuffer inFlight;

	private long round;

	private long since;

	private boolean touched;

	private boolean lingering;

	private boolean unfinished;

	private volatile ConnectionStage stage = ConnectionStage.OPEN;

	/**
	 * Why a connection is over.
	 *
	 * @param code the close code for the client; null if it left or the socket failed
	 */
	private record Ending(@Nullable CloseCode code) {
	}

	LiveConnection(String id, Authenticated authenticated, Shard shard, Transport transport, boolean batching,
			long now) {
		this.id = id;
		this.heardAt = now;
		this.frames = new TokenBucket(now);
		this.authenticated = authenticated;
		this.shard = shard;
		this.transport = transport;
		this.batching = batching;
		this.outbox = shard.newOutbox();
		this.traffic = shard.trafficOf(authenticated.caller());
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Authenticated authenticated() {
		return this.authenticated;
	}

	@Override
	public boolean isOpen() {
		return this.ending == null;
	}

	@Override
	public void send(Frame frame) {
		this.shard.execute(() -> this.shard.deliver(this, frame));
	}

	@Override
	public void close(CloseCode code) {
		if (end(code)) {
			this.shard.execute(() -> this.shard.closeWhenWritten(this));
		}
	}

	@Override
	public void hold(String engagement, Runnable held) {
		this.shard.execute(() -> this.shard.hold(this, engagement, held));
	}

	@Override
	public void replay(ReplayPage page, ReplayOutcome outcome) {
		this.shard.execute(() -> this.shard.replay(this, page, outcome));
	}

	@Override
	public void abandon(String engagement) {
		this.shard.execute(() -> this.shard.abandon(this, engagement));
	}

	@Override
	public void written() {
		if (!WRITE.compareAndSet(this, STARTED, WRITTEN)) {
			this.shard.execute(() -> this.shard.written(this));
		}
	}

	@Override
	public void failed(Throwable cause) {
		if (!WRITE.compareAndSet(this, STARTED, FAILED)) {
			this.shard.execute(() -> this.shard.fail(this));
		}
	}

	/**
	 * The socket is gone, or of no use: nothing more is written, not even a close frame.
	 * @param code why the server dropped it; null if the client left or the socket failed
	 */
	void drop(@Nullable CloseCode code) {
		end(code);
		this.shard.execute(() -> this.shard.forget(this));
	}

	/** Pings on the shard's thread, in order with what is written. */
	void ping() {
		this.shard.execute(() -> this.shard.ping(this));
	}

	Shard shard() {
		return this.shard;
	}

	/**
	 * Replaces the grants. The shard is told first: a sync that is admitted by the new
	 * grants then reads its page after live delivery has begun.
	 */
	void rescope(Authenticated renewed) {
		this.shard.execute(() -> this.shard.rescope(this, renewed.caller()));
		this.authenticated = renewed;
	}

	TokenBucket frames() {
		return this.frames;
	}

	/** Refusals that are still forgiven; most connections never need it. */
	TokenBucket refusals(long now) {
		TokenBucket known = this.refusals;
		if (known == null) {
			known = new TokenBucket(now);
			this.refusals = known;
		}
		return known;
	}

	/** Keeps the watch for this connection unless it has ended already. */
	void watched(KeepAlive.Watch begun) {
		this.watch = begun;
		if (!isOpen()) {
			begun.stop();
		}
	}

	void unwatched() {
		KeepAlive.Watch begun = this.watch;
		if (begun != null) {
			begun.stop();
		}
	}

	/** The token or the grants have changed. */
	void renewed() {
		KeepAlive.Watch begun = this.watch;
		if (begun != null) {
			begun.renewed();
		}
	}

	void heard(long now) {
		this.heardAt = now;
	}

	long heardAt() {
		return this.heardAt;
	}

	/**
	 * Whether a write has been waiting for the socket; seen from other threads a little
	 * late.
	 */
	boolean isWriting() {
		return this.write != NO_WRITE;
	}

	/** Whether the close frame is not out and the socket not gone. */
	boolean mayWrite() {
		return this.stage == ConnectionStage.OPEN || this.stage == ConnectionStage.ENDING;
	}

	/** The caller that {@link Presence} counts it as; for its thread alone. */
	@Nullable Caller countedAs() {
		return this.countedAs;
	}

	void countedAs(@Nullable Caller caller) {
		this.countedAs = caller;
	}

	/** Counts what it carries, with others of the organisations it is indexed by. */
	TrafficMeter traffic() {
		return this.traffic;
	}

	/** Seen from other threads a little late. */
	int outboxBytes() {
		return this.outbox.bytes();
	}

	private boolean end(@Nullable CloseCode code) {
		boolean first = ENDING.compareAndSet(this, null, new Ending(code));
		if (first) {
			this.shard.ended(this, code);
		}
		return first;
	}

	// The rest is for the shard's thread alone.

	Transport transport() {
		return this.transport;
	}

	Outbox outbox() {
		return this.outbox;
	}

	boolean isBatching() {
		return this.batching;
	}

	@Nullable CloseCode closeCode() {
		Ending end = this.ending;
		return (end != null) ? end.code() : null;
	}

	@Nullable Caller indexed() {
		return this.indexed;
	}

	void indexed(@Nullable Caller caller) {
		this.indexed = caller;
		if (caller != null) {
			this.traffic = this.shard.trafficOf(caller);
		}
	}

	boolean isIndexed() {
		return this.indexed != null;
	}

	/** Whether it has no copy of this round's frame yet; from now on it has. */
	boolean enters(long thisRound) {
		boolean fresh = this.round != thisRound;
		this.round = thisRound;
		return fresh;
	}

	/** Whether it was not to be flushed in this turn before; now it is. */
	boolean touch() {
		boolean fresh = !this.touched;
		this.touched = true;
		return fresh;
	}

	/** Whether it was not to be flushed at all before; soon it will be. */
	boolean linger() {
		boolean fresh = !this.touched && !this.lingering;
		this.lingering |= fresh;
		return fresh;
	}

	void flushed(boolean afterLingering) {
		if (afterLingering) {
			this.lingering = false;
		}
		else {
			this.touched = false;
		}
	}

	/**
	 * A write or the close has begun and not come to its end.
	 * @return whether none was unfinished before
	 */
	boolean begin(long now) {
		boolean fresh = !this.unfinished;
		this.unfinished = true;
		this.since = now;
		return fresh;
	}

	void finish() {
		this.unfinished = false;
	}

	/** When the write or the close began that has not come to its end. */
	long since() {
		return this.since;
	}

	ConnectionStage stage() {
		return this.stage;
	}

	void stage(ConnectionStage reached) {
		this.stage = reached;
	}

	/**
	 * Writes through the transport.
	 * @return what has become of it so far
	 */
	WriteProgress write(ByteBuffer frames) {
		this.write = STARTED;
		this.transport.write(frames, this);
		if (WRITE.compareAndSet(this, STARTED, PENDING)) {
			this.inFlight = frames;
			return WriteProgress.PENDING;
		}
		boolean done = this.write == WRITTEN;
		this.write = NO_WRITE;
		return done ? WriteProgress.WRITTEN : WriteProgress.FAILED;
	}

	/** Ends a pending write and gives its buffer back. */
	@Nullable ByteBuffer takeInFlight() {
		ByteBuffer buffer = this.inFlight;
		this.inFlight = null;
		this.write = NO_WRITE;
		return buffer;
	}

	/** How far a write has come. */
	enum WriteProgress {

		WRITTEN, PENDING, FAILED

	}

}
