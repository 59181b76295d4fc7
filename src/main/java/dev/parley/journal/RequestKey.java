package dev.parley.journal;

import org.jspecify.annotations.Nullable;

/** The id that an author chose; the same author never stores two events under one. */
record RequestKey(String actor, String requestId) {

	/** The key of an entry; null if its author chose no id. */
	static @Nullable RequestKey of(Entry entry) {
		String requestId = entry.requestId();
		return (requestId != null) ? new RequestKey(entry.actor(), requestId) : null;
	}

}
