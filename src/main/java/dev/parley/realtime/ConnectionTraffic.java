package dev.parley.realtime;

/** The frames and bytes that some connections have carried. */
public record ConnectionTraffic(Flow messagesIn, Flow messagesOut, Flow bytesIn, Flow bytesOut) {

	static final ConnectionTraffic NONE = new ConnectionTraffic(Flow.NONE, Flow.NONE, Flow.NONE, Flow.NONE);

	ConnectionTraffic plus(ConnectionTraffic other) {
		return new ConnectionTraffic(this.messagesIn.plus(other.messagesIn), this.messagesOut.plus(other.messagesOut),
				this.bytesIn.plus(other.bytesIn), this.bytesOut.plus(other.bytesOut));
	}

	/**
	 * One direction of it.
	 *
	 * @param total since the node started; never falls
	 * @param perSecond the mean of the last seconds
	 */
	public record Flow(long total, double perSecond) {

		static final Flow NONE = new Flow(0, 0);

		Flow plus(Flow other) {
			return new Flow(this.total + other.total, this.perSecond + other.perSecond);
		}

	}

}
