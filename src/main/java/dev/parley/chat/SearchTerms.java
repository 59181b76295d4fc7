package dev.parley.chat;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a search query. Splits the input into plain words, so that no query syntax
 * reaches a database. Each database folds case the way its index does.
 */
record SearchTerms(List<String> words) {

	/** Further words are ignored. */
	private static final int MAX_WORDS = 12;

	/** Accents that become separate characters when a text is decomposed. */
	private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]+");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

	static SearchTerms of(String query) {
		return new SearchTerms(BETWEEN_WORDS.splitAsStream(Normalizer.normalize(query, Normalizer.Form.NFC))
			.filter((word) -> word.codePoints().anyMatch(Character::isLetterOrDigit))
			.distinct()
			.limit(MAX_WORDS)
			.toList());
	}

	boolean isEmpty() {
		return this.words.isEmpty();
	}

	/** All words as prefixes, for FTS5, which removes accents itself. */
	String fts5() {
		return this.words.stream().map((word) -> '"' + word + "\" *").collect(Collectors.joining(" AND "));
	}

	/** All words as prefixes, for {@code to_tsquery}. */
	String tsquery() {
		return this.words.stream().map((word) -> "'" + withoutAccents(word) + "':*").collect(Collectors.joining(" & "));
	}

	private static String withoutAccents(String word) {
		return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
	}

}
