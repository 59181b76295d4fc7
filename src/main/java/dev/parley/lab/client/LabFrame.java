package dev.parley.lab.client;

/**
 * One message as it went over the wire.
 *
 * @param direction seen from the client
 * @param text of the message
 * @param nanos when, on this JVM's {@link System#nanoTime()}
 */
public record LabFrame(Direction direction, String text, long nanos) {

	/** Which way it went. */
	public enum Direction {

		IN, OUT

	}

}
