package dev.parley.chat;

import java.util.Locale;

/** One line of a text, around the first match. */
final class Snippet {

	private static final int MAX_LENGTH = 160;

	private static final int BEFORE = 40;

	private static final String CUT = "…";

	private Snippet() {
	}

	static String of(String text, SearchTerms terms) {
		String line = text.strip().replaceAll("\\s+", " ");
		if (line.length() <= MAX_LENGTH) {
			return line;
		}
		int start = boundary(line, Math.max(0, first(line, terms) - BEFORE));
		int end = boundary(line, Math.min(line.length(), start + MAX_LENGTH));
		return ((start > 0) ? CUT : "") + line.substring(start, end).strip() + ((end < line.length()) ? CUT : "");
	}

	/** The index of the first match, ignoring case; 0 if there is none. */
	private static int first(String line, SearchTerms terms) {
		String lower = line.toLowerCase(Locale.ROOT);
		return terms.words()
			.stream()
			.mapToInt((word) -> lower.indexOf(word.toLowerCase(Locale.ROOT)))
			.filter((at) -> at >= 0)
			.min()
			.orElse(0);
	}

	/**
	 * Moves an index out of a surrogate pair and into the text. The index may lie beyond
	 * the end because lower case can be longer than the original.
	 */
	private static int boundary(String line, int at) {
		int within = Math.min(at, line.length());
		boolean splits = within > 0 && within < line.length() && Character.isLowSurrogate(line.charAt(within))
				&& Character.isHighSurrogate(line.charAt(within - 1));
		return splits ? within - 1 : within;
	}

}
