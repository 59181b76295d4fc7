package dev.parley.lab.load;

import java.util.Locale;

/** The latencies that a load test tells apart. */
public enum Metric {

	/** From dialling to the upgrade, TLS included. */
	CONNECT("opening a connection"),
	/** From the intended time of a message to the server's confirmation. */
	ACK("confirmation, from the intended time"),
	/** The same from the time it was really written. */
	ACK_SERVICE("confirmation, from the writing"),
	/** From the intended time to every single copy. */
	DELIVERY("every copy, from the intended time"),
	/** The same from the time it was really written. */
	DELIVERY_SERVICE("every copy, from the writing"),
	/** From the intended time to the last copy of a message. */
	COMPLETION("the last copy of each message"),
	/** From a REST request to its answer. */
	HTTP("HTTP request"),
	/** How much later than intended the generator wrote. */
	LAG("the generator's own delay");

	private final String meaning;

	Metric(String meaning) {
		this.meaning = meaning;
	}

	public String meaning() {
		return this.meaning;
	}

	/** As in thresholds and files. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
