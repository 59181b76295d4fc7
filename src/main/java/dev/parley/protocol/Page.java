package dev.parley.protocol;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

	public Page {
		items = List.copyOf(items);
	}

	/** A list that is not divided into pages. */
	public static <T> Page<T> whole(List<T> items) {
		return new Page<>(items, null);
	}

	/**
	 * Makes a page of up to {@link PageRequest#limitAndOne()} rows. The extra row is not
	 * part of the page; it shows that there is a next one.
	 */
	public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, Cursor> position) {
		if (rows.size() <= request.limit()) {
			return whole(rows);
		}
		List<T> items = rows.subList(0, request.limit());
		return new Page<>(items, position.apply(items.getLast()).encoded());
	}

	public <R> Page<R> map(Function<? super T, ? extends R> change) {
		return new Page<>(this.items.stream().<R>map(change).toList(), this.next);
	}

}
