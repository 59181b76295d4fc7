package dev.parley.identity;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.RejectedException;

/** The one spelling of an email address in which it is stored and looked up. */
final class Emails {

	private static final int LONGEST = 254;

	private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

	private Emails() {
	}

	/** Trimmed and in lower case; rejected with the field {@code email} if it is none. */
	static String canonical(@Nullable String email) {
		String spelled = (email != null) ? email.strip().toLowerCase(Locale.ROOT) : "";
		if (spelled.length() > LONGEST || !SHAPE.matcher(spelled).matches()) {
			throw RejectedException.invalid("email",
					"An email address has a name, an @ and a domain, and at most " + LONGEST + " characters.");
		}
		return spelled;
	}

}
