package dev.parley.lab.check;

/**
 * One message that a client tried to publish.
 *
 * @param id chosen by the client
 * @param client number of the client
 * @param invokedAt when it was first sent, in nanoseconds of this JVM
 * @param completedAt when its outcome was known
 * @param outcome what the client knows about it
 * @param seq the server's number if it was confirmed, otherwise 0
 */
public record PublishAttempt(String id, int client, long invokedAt, long completedAt, Outcome outcome, long seq) {

	/** What the client knows about its message. */
	public enum Outcome {

		/** The server acknowledged it. */
		CONFIRMED,
		/** The server rejected it: it must never be delivered. */
		REJECTED,
		/** The connection ended before the answer: it may have been stored or not. */
		UNKNOWN

	}

	boolean isConfirmed() {
		return this.outcome == Outcome.CONFIRMED;
	}

}
