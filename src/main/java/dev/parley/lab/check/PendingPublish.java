package dev.parley.lab.check;

/** A request that was sent and not answered yet. */
final class PendingPublish {

	private final String id;

	private final String frame;

	private final boolean message;

	private final long invokedAt;

	private long sentAt;

	PendingPublish(String id, String frame, boolean message, long now) {
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

	void resent(long now) {
		this.sentAt = now;
	}

}
