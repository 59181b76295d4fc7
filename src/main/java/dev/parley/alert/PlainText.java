package dev.parley.alert;

/**
 * Cleans text from other programs to fit the rules for text fields, so that no alert is
 * rejected for its wording.
 */
final class PlainText {

	private static final String CUT = "…";

	private PlainText() {
	}

	/** Makes text of one line. */
	static String line(String text, int maxLength) {
		return shortened(clean(text, false).replaceAll("\\s+", " ").strip(), maxLength);
	}

	/** Keeps line breaks. */
	static String lines(String text, int maxLength) {
		return shortened(clean(text.replace("\r\n", "\n"), true).strip(), maxLength);
	}

	private static String clean(String text, boolean lines) {
		StringBuilder clean = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> {
			boolean kept = lines && (character == '\n' || character == '\t');
			boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
			clean.appendCodePoint((!kept && Character.isISOControl(character)) ? ' ' : half ? '\uFFFD' : character);
		});
		return clean.toString();
	}

	private static String shortened(String text, int maxLength) {
		if (text.codePointCount(0, text.length()) <= maxLength) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, maxLength - 1)) + CUT;
	}

}
