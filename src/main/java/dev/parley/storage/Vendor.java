package dev.parley.storage;

import java.util.Locale;

/**
 * Which database keeps the record. All SQL is the same on both but that of the search.
 */
public enum Vendor {

	SQLITE, POSTGRESQL;

	/** Where this database's own migrations stand beside the common ones. */
	String folder() {
		return name().toLowerCase(Locale.ROOT);
	}

}
