package dev.parley.lab.load;

/**
 * Messages and copies.
 *
 * @param messages sent, or not
 * @param frames that came and went
 * @param http requests sent by REST
 * @param rates over the whole run
 */
public record LoadTraffic(Messages messages, Frames frames, Requests http, Rates rates) {

	public long planned() {
		return this.messages.planned();
	}

	public long sent() {
		return this.messages.sent();
	}

	public long acked() {
		return this.messages.acked();
	}

	public long refused() {
		return this.messages.refused();
	}

	public long dropped() {
		return this.messages.dropped();
	}

	public long timedOut() {
		return this.messages.timedOut();
	}

	public long copies() {
		return this.frames.copies();
	}

	public long received() {
		return this.frames.received();
	}

	public long sentBytes() {
		return this.frames.sentBytes();
	}

	public long receivedBytes() {
		return this.frames.receivedBytes();
	}

	public long httpSent() {
		return this.http.sent();
	}

	public long httpFailed() {
		return this.http.failed();
	}

	public double sendsPerSecond() {
		return this.rates.sends();
	}

	public double copiesPerSecond() {
		return this.rates.copies();
	}

	/**
	 * What became of the messages.
	 *
	 * @param planned messages that were due; 0 where nothing was due (closed loop)
	 * @param sent written
	 * @param dropped not written because the connection did not take more
	 * @param timedOut given up by a closed loop
	 */
	public record Messages(long planned, long sent, long acked, long refused, long dropped, long timedOut) {

	}

	/**
	 * What went over the sockets.
	 *
	 * @param copies deliveries received
	 * @param received frames of any kind
	 */
	public record Frames(long copies, long received, long sentBytes, long receivedBytes) {

	}

	/**
	 * Requests of the HTTP share.
	 *
	 * @param failed requests without a 2xx answer, unanswered ones included
	 */
	public record Requests(long sent, long failed) {

	}

	/** Messages and copies per second. */
	public record Rates(double sends, double copies) {

	}

}
