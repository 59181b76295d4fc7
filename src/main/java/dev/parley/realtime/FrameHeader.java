package dev.parley.realtime;

import java.nio.ByteBuffer;

/** The header of an unmasked, final text frame (RFC 6455, 5.2), as a server sends it. */
public final class FrameHeader {

	private static final byte FINAL_TEXT = (byte) 0x81;

	/**
	 * Lengths up to this stand in the second byte; a marker for two or eight more
	 * otherwise.
	 */
	private static final int SHORT = 125;

	private static final int IN_TWO_BYTES = 126;

	private static final int IN_EIGHT_BYTES = 127;

	private FrameHeader() {
	}

	/** How many bytes the header of such a payload has: 2, 4 or 10. */
	static int size(int payload) {
		if (payload <= SHORT) {
			return 2;
		}
		return (payload <= 0xffff) ? 4 : 10;
	}

	static void put(ByteBuffer target, int payload) {
		target.put(FINAL_TEXT);
		switch (size(payload)) {
			case 2 -> target.put((byte) payload);
			case 4 -> target.put((byte) IN_TWO_BYTES).putShort((short) payload);
			default -> target.put((byte) IN_EIGHT_BYTES).putLong(payload);
		}
	}

	/**
	 * Moves behind the header at the buffer's position, which must be one of ours.
	 * @return the length of the payload that follows
	 */
	public static int skip(ByteBuffer frames) {
		byte first = frames.get();
		if (first != FINAL_TEXT) {
			throw new IllegalArgumentException("Not a final text frame: " + first);
		}
		int length = frames.get();
		return switch (length) {
			case IN_TWO_BYTES -> frames.getShort() & 0xffff;
			case IN_EIGHT_BYTES -> Math.toIntExact(frames.getLong());
			default -> length;
		};
	}

}
