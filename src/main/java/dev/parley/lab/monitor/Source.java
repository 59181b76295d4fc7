package dev.parley.lab.monitor;

import java.io.IOException;
import java.util.Map;

/** Something that has numbers now. */
@FunctionalInterface
public interface Source {

	/**
	 * The numbers of this moment by name; times in milliseconds, sizes in bytes, shares
	 * between 0 and 1.
	 */
	Map<String, Double> read() throws IOException;

}
