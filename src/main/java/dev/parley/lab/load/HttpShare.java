package dev.parley.lab.load;

/** Spreads the messages that go by REST evenly among all messages of one loop. */
final class HttpShare {

	private final double share;

	private double due;

	HttpShare(double share) {
		this.share = share;
	}

	/** Whether the next message goes by REST. */
	boolean takesNext() {
		this.due += this.share;
		if (this.due < 1) {
			return false;
		}
		this.due -= 1;
		return true;
	}

}
