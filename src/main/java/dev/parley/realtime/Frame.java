package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * One message, encoded once as a finished WebSocket text frame and shared by all its
 * receivers. Immutable.
 */
public final class Frame {

	private final byte[] bytes;

	private final int payload;

	private final DeliveryClass deliveryClass;

	private final @Nullable String key;

	private final long seq;

	private final boolean urgent;

	private Frame(byte[] json, DeliveryClass deliveryClass, @Nullable String key, long seq, boolean urgent) {
		ByteBuffer frame = ByteBuffer.allocate(FrameHeader.size(json.length) + json.length);
		FrameHeader.put(frame, json.length);
		this.payload = frame.position();
		this.bytes = frame.put(json).array();
		this.deliveryClass = deliveryClass;
		this.key = key;
		this.seq = seq;
		this.urgent = urgent;
	}

	private Frame(Frame origin, String engagement) {
		this.bytes = origin.bytes;
		this.payload = origin.payload;
		this.deliveryClass = DeliveryClass.CONNECTION;
		this.key = engagement;
		this.seq = origin.seq;
		this.urgent = false;
	}

	/**
	 * An event of the record; urgent ones may overtake everything but the events of their
	 * own engagement.
	 */
	public static Frame journal(String engagement, long seq, byte[] json, boolean urgent) {
		return new Frame(json, DeliveryClass.JOURNAL, engagement, seq, urgent);
	}

	/** The newest value of a key. */
	public static Frame state(String key, byte[] json) {
		return new Frame(json, DeliveryClass.STATE, key, 0, false);
	}

	public static Frame ephemeral(byte[] json) {
		return new Frame(json, DeliveryClass.EPHEMERAL, null, 0, false);
	}

	/** An answer or a notice to one connection. */
	public static Frame connection(byte[] json) {
		return new Frame(json, DeliveryClass.CONNECTION, null, 0, false);
	}

	/**
	 * The same bytes as part of the answer to a sync: kept, and not to be overtaken by
	 * newer events of that engagement.
	 */
	Frame inReplayOf(String engagement) {
		return new Frame(this, engagement);
	}

	/** Header and payload as they go to the socket. */
	void putInto(ByteBuffer target) {
		target.put(this.bytes);
	}

	/** The JSON alone, as part of a larger frame. */
	void putPayloadInto(ByteBuffer target) {
		target.put(this.bytes, this.payload, payloadSize());
	}

	/** Header and payload, shared and therefore read-only. */
	ByteBuffer asBuffer() {
		return ByteBuffer.wrap(this.bytes).asReadOnlyBuffer();
	}

	int size() {
		return this.bytes.length;
	}

	int payloadSize() {
		return this.bytes.length - this.payload;
	}

	/** The JSON, for tests and for transports that do their own framing. */
	public String text() {
		return new String(this.bytes, this.payload, payloadSize(), StandardCharsets.UTF_8);
	}

	public DeliveryClass deliveryClass() {
		return this.deliveryClass;
	}

	/**
	 * The engagement of a journal event or of a part of its replay, the key of a state,
	 * null otherwise.
	 */
	public @Nullable String key() {
		return this.key;
	}

	/** The number of a journal event, 0 otherwise. */
	public long seq() {
		return this.seq;
	}

	public boolean urgent() {
		return this.urgent;
	}

}
