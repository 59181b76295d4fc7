package dev.parley.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.RejectedException;

/** The one spelling of an email address in which it is stored and looked up. */
public final class Emails {

	private static final int LONGEST = 254;

	private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

	private Emails() {
	}

	/** Trimmed and in lower case; rejected with the field {@code email} if it is none. */
	public static String canonical(@Nullable String email) {
		return find(email).orElseThrow(() -> RejectedException.invalid("email",
				"An email address has a name, an @ and a domain, and at most " + LONGEST + " characters."));
	}

	/** The same; nothing if it is none. */
	public static Optional<String> find(@Nullable String email) {
		String spelled = spell(email);
		boolean valid = spelled.length() <= LONGEST && SHAPE.matcher(spelled).matches();
		return valid ? Optional.of(spelled) : Optional.empty();
	}

	/** As it would be looked up, were it one. */
	public static String spell(@Nullable String email) {
		return (email != null) ? email.strip().toLowerCase(Locale.ROOT) : "";
	}

}
