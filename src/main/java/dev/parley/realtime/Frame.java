package dev.parley.realtime;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * One message, encoded once as a finished WebSocket text frame and shared by all its
 * receivers. Immutable.
 */
public final class Frame {

	private static final int TEXT_FINAL = 0x81;

	private final byte[] bytes;

	private final int payload;

	private final Duty duty;

	private final @Nullable String key;

	private final long seq;

	private final boolean urgent;

	private Frame(byte[] json, Duty duty, @Nullable String key, long seq, boolean urgent) {
		this.payload = (json.length < 126) ? 2 : (json.length < 65536) ? 4 : 10;
		this.bytes = new byte[this.payload + json.length];
		this.duty = duty;
		this.key = key;
		this.seq = seq;
		this.urgent = urgent;
		writeHeader(json.length);
		System.arraycopy(json, 0, this.bytes, this.payload, json.length);
	}

	/**
	 * An event of the record; urgent ones may overtake everything but the events of their
	 * own engagement.
	 */
	public static Frame journal(String engagement, long seq, byte[] json, boolean urgent) {
		return new Frame(json, Duty.JOURNAL, engagement, seq, urgent);
	}

	/** The newest value of a key. */
	public static Frame state(String key, byte[] json) {
		return new Frame(json, Duty.STATE, key, 0, false);
	}

	public static Frame ephemeral(byte[] json) {
		return new Frame(json, Duty.EPHEMERAL, null, 0, false);
	}

	/** An answer or a notice to one connection. */
	public static Frame connection(byte[] json) {
		return new Frame(json, Duty.CONNECTION, null, 0, false);
	}

	/** Header and payload, for the transport; not to be changed. */
	byte[] bytes() {
		return this.bytes;
	}

	int size() {
		return this.bytes.length;
	}

	/** The JSON, for transports that do their own framing. */
	public String text() {
		return new String(this.bytes, this.payload, this.bytes.length - this.payload, StandardCharsets.UTF_8);
	}

	public Duty duty() {
		return this.duty;
	}

	/** The engagement of a journal event, the key of a state, null otherwise. */
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

	private void writeHeader(int length) {
		this.bytes[0] = (byte) TEXT_FINAL;
		switch (this.payload) {
			case 2 -> this.bytes[1] = (byte) length;
			case 4 -> {
				this.bytes[1] = 126;
				this.bytes[2] = (byte) (length >>> 8);
				this.bytes[3] = (byte) length;
			}
			default -> {
				this.bytes[1] = 127;
				for (int i = 0; i < 4; i++) {
					this.bytes[6 + i] = (byte) (length >>> (24 - 8 * i));
				}
			}
		}
	}

}
