package dev.parley.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The end of a page: the sort key of its last item, opaque to clients. A cursor selects a
 * position, never a scope, so a forged cursor reveals nothing.
 */
public record Cursor(List<String> key) {

	private static final String SEPARATOR = "\u0000";

	public Cursor {
		key = List.copyOf(key);
	}

	/** The position after an item with this sort key. */
	public static Cursor after(Object... key) {
		return new Cursor(Arrays.stream(key).map(String::valueOf).toList());
	}

	/**
	 * Decodes a cursor written by {@link #encoded}.
	 * @throws RejectedException with BAD_REQUEST for anything else
	 */
	public static Cursor decode(String text) {
		try {
			String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
			return new Cursor(List.of(joined.split(SEPARATOR, -1)));
		}
		catch (IllegalArgumentException ex) {
			throw invalid();
		}
	}

	public String encoded() {
		String joined = this.key.stream().collect(Collectors.joining(SEPARATOR));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
	}

	public String text(int index) {
		if (index >= this.key.size()) {
			throw invalid();
		}
		return this.key.get(index);
	}

	public long number(int index) {
		try {
			return Long.parseLong(text(index));
		}
		catch (NumberFormatException ex) {
			throw invalid();
		}
	}

	private static RejectedException invalid() {
		return RejectedException.invalid("cursor", "cursor must be the 'next' of the previous page of this list");
	}

}
