package dev.parley.lab.preset;

import java.io.IOException;

/** How one kind of server is spoken to. */
public interface Preset {

	/** As in {@code --preset}. */
	String name();

	/**
	 * Makes a run's clients known to the server and says who of them takes part where.
	 * Blocks, for instance to sign in.
	 * @throws IOException if the server cannot be asked
	 */
	Roster roster(Target target) throws IOException;

}
