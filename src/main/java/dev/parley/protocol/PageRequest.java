package dev.parley.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param after where the page before ended; null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {

	public static final int DEFAULT_LIMIT = 50;

	public static final int MAX_LIMIT = 200;

	/**
	 * Reads the query parameters {@code limit} and {@code cursor}.
	 * @throws RejectedException with BAD_REQUEST when one of them is out of its bounds
	 */
	public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
		int wanted = (limit != null) ? limit : DEFAULT_LIMIT;
		if (wanted < 1 || wanted > MAX_LIMIT) {
			throw RejectedException.invalid("limit", "The limit must be between 1 and " + MAX_LIMIT + ".");
		}
		return new PageRequest(wanted, (cursor != null && !cursor.isEmpty()) ? Cursor.decode(cursor) : null);
	}

	/** How many rows to read, so that {@link Page#of} knows whether there are more. */
	public int limitAndOne() {
		return this.limit + 1;
	}

}
