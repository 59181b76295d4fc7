package dev.parley.lab.client;

/**
 * One message that was sent or received.
 *
 * @param direction seen from the client
 * @param text of the message
 * @param nanos {@link System#nanoTime()} when it was sent or received
 */
public record LabFrame(Direction direction, String text, long nanos) {

	/** Received or sent, seen from the client. */
	public enum Direction {

		IN, OUT

	}

}
