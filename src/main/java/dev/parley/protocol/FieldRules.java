package dev.parley.protocol;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Rules for the fields of requests, the same over sockets and REST. Each rule returns the
 * value that it was given, or throws a {@link RejectedException} with the field's name
 * and what the field must be.
 */
public final class FieldRules {

	/** Characters of a chat message; sent to clients in {@code welcome}. */
	public static final int MAX_TEXT = 8000;

	public static final int MAX_ALERT_TITLE = 200;

	public static final int MAX_ALERT_DETAIL = 4000;

	public static final int MAX_COMMENT = 1000;

	public static final int MAX_DEDUP_KEY = 200;

	/** Characters of a search or filter query. */
	public static final int MAX_QUERY = 200;

	public static final int MAX_COUNT = 1000;

	/** The largest whole number that JSON carries exactly to every client. */
	public static final long MAX_SEQ = (1L << 53) - 1;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

	private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

	private FieldRules() {
	}

	/** The id of an object or of a request. */
	public static String id(String field, String value) {
		if (!ID.matcher(value).matches()) {
			throw RejectedException.invalid(field, field + " must be 1 to 64 characters from A-Z a-z 0-9 _ . : -");
		}
		return value;
	}

	/** The id of a request whose sender may omit it. */
	public static @Nullable String optionalId(String field, @Nullable String value) {
		return (value != null) ? id(field, value) : null;
	}

	/** Text of one or more lines. */
	public static String text(String field, String value, int maxLength) {
		return written(field, value, maxLength, true);
	}

	/** Text of one line. */
	public static String line(String field, String value, int maxLength) {
		return written(field, value, maxLength, false);
	}

	/** A kind of interaction. */
	public static String kind(String field, String value) {
		if (!KIND.matcher(value).matches()) {
			throw RejectedException.invalid(field,
					field + " must be 1 to 32 characters from a-z 0-9 _ - and start with a letter");
		}
		return value;
	}

	/** The number of interactions in one request. */
	public static long count(String field, long value) {
		return between(field, value, 1, MAX_COUNT);
	}

	/** The number of an event. */
	public static long seq(String field, long value) {
		return between(field, value, 1, MAX_SEQ);
	}

	/** The number of an event, or 0 for "before the first event". */
	public static long seqOrNone(String field, long value) {
		return between(field, value, 0, MAX_SEQ);
	}

	private static long between(String field, long value, long min, long max) {
		if (value < min || value > max) {
			throw RejectedException.invalid(field, field + " must be a whole number from " + min + " to " + max);
		}
		return value;
	}

	private static String written(String field, String value, int maxLength, boolean multiline) {
		if (value.length() > maxLength && value.codePointCount(0, value.length()) > maxLength) {
			throw RejectedException.invalid(field, field + " must be at most " + maxLength + " characters long");
		}
		if (value.isBlank()) {
			throw RejectedException.invalid(field, field + " must not be blank");
		}
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (Character.isHighSurrogate(character) && i + 1 < value.length()
					&& Character.isLowSurrogate(value.charAt(i + 1))) {
				i++;
			}
			else if (Character.isSurrogate(character)) {
				throw RejectedException.invalid(field,
						field + " must not contain an unpaired surrogate; there is one at index " + i);
			}
			else if (Character.isISOControl(character) && !(multiline && (character == '\n' || character == '\t'))) {
				throw RejectedException.invalid(field, field + " must not contain control characters"
						+ (multiline ? " other than line feed and tab" : "") + "; there is one at index " + i);
			}
		}
		return value;
	}

}
