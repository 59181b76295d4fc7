package dev.parley.lab.load;

/** Sends nothing. */
record IdlePacer() implements Pacer {

	@Override
	public void begin(long at) {
		// Connections only.
	}

}
