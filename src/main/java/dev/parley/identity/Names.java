package dev.parley.identity;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.RejectedException;

/** The rule for the names of people, organisations and keys. */
public final class Names {

	static final int LONGEST = 120;

	private Names() {
	}

	/**
	 * The name without the blanks around it.
	 * @throws RejectedException for the field unless it has 1 to 120 characters, none of
	 * them a control character
	 */
	public static String clean(String field, @Nullable String name) {
		String clean = (name != null) ? name.strip() : "";
		int length = clean.codePointCount(0, clean.length());
		if (length < 1 || length > LONGEST || clean.codePoints().anyMatch(Names::isUnprintable)) {
			throw RejectedException.invalid(field, "The " + field + " must have 1 to " + LONGEST
					+ " characters, none of them a line break or another control character.");
		}
		return clean;
	}

	/**
	 * Controls, halves of characters, and marks that turn the direction of the text
	 * around them.
	 */
	private static boolean isUnprintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
			default -> false;
		};
	}

}
