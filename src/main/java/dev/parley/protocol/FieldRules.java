package dev.parley.protocol;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the fields of a request may hold, the same by socket and by REST. Each rule
 * returns the value it was given, or rejects it with the field's name and what would be
 * right.
 */
public final class FieldRules {

	/** Characters of a chat message; told to clients in {@code welcome}. */
	public static final int MAX_TEXT = 8000;

	public static final int MAX_ALERT_TITLE = 200;

	public static final int MAX_ALERT_DETAIL = 4000;

	public static final int MAX_COMMENT = 1000;

	public static final int MAX_DEDUP_KEY = 200;

	public static final int MAX_COUNT = 1000;

	/** The largest whole number that JSON carries exactly to every client. */
	public static final long MAX_SEQ = (1L << 53) - 1;

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

	private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

	private static final Set<String> SEVERITIES = Set.of("info", "warning", "critical");

	private FieldRules() {
	}

	/** The name of a thing or of a request. */
	public static String id(String field, String value) {
		if (!ID.matcher(value).matches()) {
			throw RejectedException.invalid(field, field + " must be 1 to 64 characters out of A-Z a-z 0-9 _ . : -");
		}
		return value;
	}

	/** The name of a request, where its author chose one. */
	public static @Nullable String optionalId(String field, @Nullable String value) {
		return (value != null) ? id(field, value) : null;
	}

	/** What a person wrote, in one line or several. */
	public static String text(String field, String value, int most) {
		return written(field, value, most, true);
	}

	/** What a person wrote, in one line. */
	public static String line(String field, String value, int most) {
		return written(field, value, most, false);
	}

	/** What is counted. */
	public static String kind(String field, String value) {
		if (!KIND.matcher(value).matches()) {
			throw RejectedException.invalid(field,
					field + " must be 1 to 32 characters out of a-z 0-9 _ - and start with a letter");
		}
		return value;
	}

	public static String severity(String field, String value) {
		if (!SEVERITIES.contains(value)) {
			throw RejectedException.invalid(field, field + " must be info, warning or critical");
		}
		return value;
	}

	/** How many interactions at once. */
	public static int count(String field, long value) {
		return (int) between(field, value, 1, MAX_COUNT);
	}

	/** The number of an event. */
	public static long seq(String field, long value) {
		return between(field, value, 1, MAX_SEQ);
	}

	/** The number of an event, or 0 for none yet. */
	public static long seqOrNone(String field, long value) {
		return between(field, value, 0, MAX_SEQ);
	}

	private static long between(String field, long value, long least, long most) {
		if (value < least || value > most) {
			throw RejectedException.invalid(field, field + " must be a whole number from " + least + " to " + most);
		}
		return value;
	}

	private static String written(String field, String value, int most, boolean lines) {
		if (value.length() > most && value.codePointCount(0, value.length()) > most) {
			throw RejectedException.invalid(field, field + " must be at most " + most + " characters long");
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
				throw RejectedException.invalid(field, field + " holds half a character: a surrogate without its pair");
			}
			else if (Character.isISOControl(character) && !(lines && (character == '\n' || character == '\t'))) {
				throw RejectedException.invalid(field, field + " must not hold control characters"
						+ (lines ? " but line feeds and tabs" : "") + "; there is one at " + i);
			}
		}
		return value;
	}

}
