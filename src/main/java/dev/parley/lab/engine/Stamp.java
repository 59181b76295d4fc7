package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;

/**
 * What every message of a run carries, at a fixed width, so that it is patched in without
 * encoding and found without decoding: {@code lab.}, then in hexadecimal the run (8
 * digits), the publisher (6), its sequence (8), the intended time in nanoseconds since
 * the run began (12) and how many microseconds later it was written (6). Its characters
 * survive JSON, and it is a valid id of Parley's wire.
 */
public final class Stamp {

	/** Characters of a stamp. */
	public static final int LENGTH = 44;

	private static final byte[] MARK = "lab.".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int RUN = 4;

	private static final int PUBLISHER = 12;

	private static final int SEQUENCE = 18;

	private static final int INTENDED = 26;

	private static final int LAG = 38;

	private static final long MOST_LAG = 0xFFFFFF;

	private final byte[] needle = new byte[PUBLISHER];

	private int fromStart;

	private int fromEnd;

	private int found;

	/**
	 * A finder of the stamps of one run; owned by one thread, and the faster the more
	 * alike the messages are.
	 */
	public Stamp(int run) {
		System.arraycopy(MARK, 0, this.needle, 0, MARK.length);
		hex(this.needle, RUN, run & 0xFFFFFFFFL, 8);
	}

	/** Writes a stamp of this run. */
	public static void write(byte[] target, int at, int run, int publisher, int sequence, long intended,
			long lagNanos) {
		System.arraycopy(MARK, 0, target, at, MARK.length);
		hex(target, at + RUN, run & 0xFFFFFFFFL, 8);
		hex(target, at + PUBLISHER, publisher, 6);
		hex(target, at + SEQUENCE, sequence & 0xFFFFFFFFL, 8);
		hex(target, at + INTENDED, intended, 12);
		hex(target, at + LAG, Math.clamp(lagNanos / 1000, 0, MOST_LAG), 6);
	}

	/** The same as a text, for a message that goes another way. */
	public static String text(int run, int publisher, int sequence, long intended, long lagNanos) {
		byte[] bytes = new byte[LENGTH];
		write(bytes, 0, run, publisher, sequence, intended, lagNanos);
		return new String(bytes, StandardCharsets.US_ASCII);
	}

	/** Looks for the run's first stamp; the getters then read it. */
	public boolean find(Payload payload) {
		return find(payload, 0);
	}

	/** Looks for the run's next stamp at or after {@code from}. */
	public boolean find(Payload payload, int from) {
		if (from == 0) {
			if (is(payload, this.fromStart)) {
				return foundAt(payload, this.fromStart);
			}
			if (is(payload, payload.length() - this.fromEnd)) {
				return foundAt(payload, payload.length() - this.fromEnd);
			}
		}
		for (int dot = payload.indexOf(from, (byte) '.'); dot >= 0; dot = payload.indexOf(dot + 1, (byte) '.')) {
			if (is(payload, dot - 3)) {
				return foundAt(payload, dot - 3);
			}
		}
		return false;
	}

	/** Where the stamp that was found ends. */
	public int end() {
		return this.found + LENGTH;
	}

	public int publisher(Payload payload) {
		return (int) number(payload, PUBLISHER, 6);
	}

	public int sequence(Payload payload) {
		return (int) number(payload, SEQUENCE, 8);
	}

	/** The intended time, in nanoseconds since the run began. */
	public long intended(Payload payload) {
		return number(payload, INTENDED, 12);
	}

	/**
	 * How much later than intended it was written, in nanoseconds, to the microsecond.
	 */
	public long lag(Payload payload) {
		return number(payload, LAG, 6) * 1000;
	}

	private boolean is(Payload payload, int at) {
		return at + LENGTH <= payload.length() && payload.matches(at, this.needle);
	}

	private boolean foundAt(Payload payload, int at) {
		this.found = at;
		this.fromStart = at;
		this.fromEnd = payload.length() - at;
		return true;
	}

	private long number(Payload payload, int offset, int digits) {
		long number = 0;
		for (int i = 0; i < digits; i++) {
			int character = payload.at(this.found + offset + i);
			number = (number << 4) | ((character <= '9') ? character - '0' : (character - 'a' + 10) & 0xF);
		}
		return number;
	}

	private static void hex(byte[] target, int at, long value, int digits) {
		for (int i = digits - 1; i >= 0; i--) {
			target[at + i] = DIGITS[(int) (value & 0xF)];
			value >>>= 4;
		}
	}

}
