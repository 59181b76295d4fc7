package dev.parley.lab.check;

/**
 * One message that a client tried to publish.
 *
 * @param id chosen by the client
 * @param client who
 * @param invokedAt when it was first sent, in nanoseconds of this JVM
 * @param completedAt when its outcome was known
 * @param outcome what is known of it
 * @param seq the server's number, if acknowledged; otherwise 0
 */
public record Attempt(String id, int client, long invokedAt, long completedAt, Outcome outcome, long seq) {

	/** What a publisher knows. */
	public enum Outcome {

		/** The server confirmed it. */
		OK,
		/** The server refused it: nobody may ever see it. */
		FAILED,
		/** The connection ended first: it may exist or not. */
		UNKNOWN

	}

}
