package dev.parley.engagement;

import dev.parley.protocol.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * What a text written by a caller may be: not blank, at most so many characters, and
 * nothing that a reader could not see or that one of the databases could not store.
 *
 * @param field its name in the request
 * @param maxLength in characters as people count them (code points)
 * @param multiline whether it may hold line breaks and tabs
 */
public record TextRule(String field, int maxLength, boolean multiline) {

	/**
	 * The text itself, if it keeps the rule.
	 * @throws RejectedException with BAD_REQUEST, naming field and rule
	 */
	public String check(String text) {
		if (text.isBlank()) {
			throw broken("must not be blank");
		}
		// No text has more code points than chars; the count is only made when it
		// decides.
		if (text.length() > this.maxLength && text.codePointCount(0, text.length()) > this.maxLength) {
			throw broken("must have at most " + this.maxLength + " characters");
		}
		text.codePoints().forEach(this::checkCharacter);
		return text;
	}

	/** The text if there is one that is not blank, or null. */
	public @Nullable String checkOptional(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : check(text);
	}

	private void checkCharacter(int character) {
		if (Character.isISOControl(character) && !(this.multiline && (character == '\n' || character == '\t'))) {
			throw broken(this.multiline ? "must hold no control characters but line breaks (\\n) and tabs"
					: "must hold no control characters and no line breaks");
		}
		if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
			throw broken("must be well-formed Unicode, without half a surrogate pair");
		}
	}

	private RejectedException broken(String rule) {
		return RejectedException.invalid(this.field, "The " + this.field + " " + rule + ".");
	}

}
