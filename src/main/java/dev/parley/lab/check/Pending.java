package dev.parley.lab.check;

/** Something sent whose answer has not come. */
final class Pending {

	private final String id;

	private final String frame;

	private final boolean message;

	private final long invokedAt;

	private long sentAt;

	Pending(String id, String frame, boolean message, long now) {
		this.id = id;
		this.frame = frame;
		this.message = message;
		this.invokedAt = now;
		this.sentAt = now;
	}

	String id() {
		return this.id;
	}

	String frame() {
		return this.frame;
	}

	/** A chat message; otherwise an interaction. */
	boolean isMessage() {
		return this.message;
	}

	long invokedAt() {
		return this.invokedAt;
	}

	long sentAt() {
		return this.sentAt;
	}

	void sentAgain(long now) {
		this.sentAt = now;
	}

}
