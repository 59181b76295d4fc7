package dev.parley.protocol;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the page after; null when this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

	public Page {
		items = List.copyOf(items);
	}

	/** A list that is always given whole. */
	public static <T> Page<T> whole(List<T> items) {
		return new Page<>(items, null);
	}

	/**
	 * The page made of up to {@link PageRequest#limitAndOne()} rows, the last of which
	 * only tells that there are more.
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
