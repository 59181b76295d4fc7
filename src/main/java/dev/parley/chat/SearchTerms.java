package dev.parley.chat;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words somebody looks for: whatever was typed becomes words without meaning to any
 * database, so that no query syntax gets through. Case is left to the databases, which
 * fold it as they did in their index.
 */
record SearchTerms(List<String> words) {

	/** More words than this narrow nothing down any more. */
	private static final int MAX_WORDS = 12;

	/** Those that stand as characters of their own once a text is decomposed. */
	private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]+");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

	static SearchTerms of(String typed) {
		return new SearchTerms(BETWEEN_WORDS.splitAsStream(Normalizer.normalize(typed, Normalizer.Form.NFC))
			.filter((word) -> word.codePoints().anyMatch(Character::isLetterOrDigit))
			.distinct()
			.limit(MAX_WORDS)
			.toList());
	}

	boolean isEmpty() {
		return this.words.isEmpty();
	}

	/** All words, each as a beginning, for FTS5, which takes off the accents itself. */
	String fts5() {
		return this.words.stream().map((word) -> '"' + word + "\" *").collect(Collectors.joining(" AND "));
	}

	/** All words, each as a beginning, for {@code to_tsquery}. */
	String tsquery() {
		return this.words.stream().map((word) -> "'" + withoutAccents(word) + "':*").collect(Collectors.joining(" & "));
	}

	private static String withoutAccents(String word) {
		return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
	}

}
