package dev.parley.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.RejectedException;

/** Validates and normalizes email addresses before they are stored or looked up. */
public final class EmailAddresses {

	private static final int MAX_LENGTH = 254;

	private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

	private EmailAddresses() {
	}

	/**
	 * The normalized address.
	 * @throws RejectedException for the field {@code email} if it is not valid
	 */
	public static String canonical(@Nullable String email) {
		return parse(email).orElseThrow(() -> RejectedException.invalid("email",
				"An email address must have a name, an @ and a domain, and at most " + MAX_LENGTH + " characters."));
	}

	/** The normalized address; empty if it is not valid. */
	public static Optional<String> parse(@Nullable String email) {
		String normalized = normalize(email);
		boolean valid = normalized.length() <= MAX_LENGTH && SHAPE.matcher(normalized).matches();
		return valid ? Optional.of(normalized) : Optional.empty();
	}

	/** Trims and converts to lower case, without validation. */
	public static String normalize(@Nullable String email) {
		return (email != null) ? email.strip().toLowerCase(Locale.ROOT) : "";
	}

}
