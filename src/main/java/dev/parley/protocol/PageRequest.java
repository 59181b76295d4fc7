package dev.parley.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a list.
 *
 * @param after the end of the previous page; null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {

	public static final int DEFAULT_LIMIT = 50;

	public static final int MAX_LIMIT = 200;

	/**
	 * Reads the query parameters {@code limit} and {@code cursor}.
	 * @throws RejectedException with BAD_REQUEST if one of them is invalid
	 */
	public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
		int wanted = (limit != null) ? limit : DEFAULT_LIMIT;
		if (wanted < 1 || wanted > MAX_LIMIT) {
			throw RejectedException.invalid("limit", "limit must be a whole number from 1 to " + MAX_LIMIT);
		}
		return new PageRequest(wanted, (cursor != null && !cursor.isEmpty()) ? Cursor.decode(cursor) : null);
	}

	/**
	 * The number of rows to read, so that {@link Page#of} knows whether there are more.
	 */
	public int limitAndOne() {
		return this.limit + 1;
	}

}
