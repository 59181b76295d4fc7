package dev.parley.alert;

/**
 * Makes texts of other programs keep our rules instead of refusing an alert for its
 * wording.
 */
final class PlainText {

	private static final String CUT = "…";

	private PlainText() {
	}

	/** In one line. */
	static String line(String text, int most) {
		return shortened(clean(text, false).replaceAll("\\s+", " ").strip(), most);
	}

	/** With its line breaks. */
	static String lines(String text, int most) {
		return shortened(clean(text.replace("\r\n", "\n"), true).strip(), most);
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

	private static String shortened(String text, int most) {
		if (text.codePointCount(0, text.length()) <= most) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, most - 1)) + CUT;
	}

}
