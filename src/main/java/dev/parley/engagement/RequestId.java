package dev.parley.engagement;

import java.util.regex.Pattern;

import dev.parley.protocol.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * The rule for the id by which a caller makes a repetition harmless, whichever way it
 * came.
 */
public final class RequestId {

	private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

	private RequestId() {
	}

	/**
	 * The id itself, or null where the caller chose none.
	 * @param field its name in the request
	 * @throws RejectedException with BAD_REQUEST
	 */
	public static @Nullable String check(String field, @Nullable String id) {
		if (id != null && !RULE.matcher(id).matches()) {
			throw RejectedException.invalid(field,
					"The " + field + " must be 1 to 64 characters of A-Z, a-z, 0-9, _, ., : and -; a UUID is best.");
		}
		return id;
	}

}
