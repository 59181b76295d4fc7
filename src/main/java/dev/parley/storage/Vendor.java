package dev.parley.storage;

import java.util.Locale;

/** The kind of database. All SQL but that of the search is the same on both. */
public enum Vendor {

	SQLITE, POSTGRESQL;

	/** The folder of the migrations for this database only. */
	String folder() {
		return name().toLowerCase(Locale.ROOT);
	}

}
