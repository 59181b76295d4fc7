package dev.parley.identity;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.RejectedException;

/** Validates the names of people, organisations and API keys. */
public final class NameRules {

	static final int MAX_LENGTH = 120;

	private NameRules() {
	}

	/**
	 * The name without surrounding white space.
	 * @throws RejectedException for the field unless it has 1 to 120 characters, none of
	 * them a control character
	 */
	public static String clean(String field, @Nullable String name) {
		String clean = (name != null) ? name.strip() : "";
		int length = clean.codePointCount(0, clean.length());
		if (length < 1 || length > MAX_LENGTH || clean.codePoints().anyMatch(NameRules::isUnprintable)) {
			throw RejectedException.invalid(field, "The " + field + " must have 1 to " + MAX_LENGTH
					+ " characters, none of them a line break or another control character.");
		}
		return clean;
	}

	/** Control characters, lone surrogates, and marks that change the text direction. */
	private static boolean isUnprintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
			default -> false;
		};
	}

}
