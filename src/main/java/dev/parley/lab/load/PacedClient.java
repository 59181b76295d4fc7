package dev.parley.lab.load;

/** A publishing client as its pacer sees it. */
interface PacedClient {

	boolean mayPublish();

	/** Messages that wait for their answer. */
	int inFlight();

	/** Stops waiting for answers; returns for how many messages it waited. */
	int giveUpAnswers();

	/**
	 * Sends the next message.
	 * @param intended when it was due, in the run's time
	 */
	void send(long intended);

}
