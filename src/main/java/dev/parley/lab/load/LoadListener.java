package dev.parley.lab.load;

/** Follows a load test while it runs. Called on the thread that runs it. */
public interface LoadListener {

	/** Listens to nothing. */
	LoadListener NONE = new LoadListener() {
	};

	/** Connections are being opened. */
	default void connecting(long opened, long failed, long wanted) {
	}

	/** A second has passed. */
	default void sampled(LoadSample sample, LoadPlan plan) {
	}

	/** Sending is over; the last copies and HTTP answers are awaited. */
	default void waiting(long missing) {
	}

}
