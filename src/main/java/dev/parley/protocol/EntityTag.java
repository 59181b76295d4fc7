package dev.parley.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The version of a resource as an HTTP entity tag: sent as {@code ETag} with a read,
 * required as {@code If-Match} for a change, so that no client overwrites a change that
 * it has not seen.
 */
public final class EntityTag {

	/** Also accepts weak tags: a proxy that compresses a response weakens its tag. */
	private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

	private EntityTag() {
	}

	public static String of(long version) {
		return "\"" + version + "\"";
	}

	/**
	 * The version that the caller has seen.
	 * @throws RejectedException with PRECONDITION_REQUIRED if the header is missing, with
	 * BAD_REQUEST if it is not a single tag written by {@link #of}
	 */
	public static long required(@Nullable String ifMatch) {
		if (ifMatch == null || ifMatch.isBlank()) {
			throw new RejectedException(ErrorCode.PRECONDITION_REQUIRED,
					"If-Match is missing. Send the ETag of the version that you have read.");
		}
		Matcher tag = TAG.matcher(ifMatch.strip());
		if (!tag.matches()) {
			throw RejectedException.invalid("If-Match", "If-Match must be a single ETag from a GET, such as \"3\"");
		}
		return Long.parseLong(tag.group(1));
	}

	/** The version to be changed is no longer the current one. */
	public static RejectedException mismatch() {
		return new RejectedException(ErrorCode.VERSION_MISMATCH,
				"It has been changed since you read it. Read it again, then repeat your change.");
	}

}
