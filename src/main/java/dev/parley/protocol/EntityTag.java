package dev.parley.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The version of a thing as HTTP spells it: given as {@code ETag} when it is read,
 * demanded as {@code If-Match} when it is changed, so that nobody overwrites a change
 * they have not seen.
 */
public final class EntityTag {

	/** Proxies that compress turn a tag into a weak one; it still names the version. */
	private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

	private EntityTag() {
	}

	public static String of(long version) {
		return "\"" + version + "\"";
	}

	/**
	 * The version that the caller has seen.
	 * @throws RejectedException with PRECONDITION_REQUIRED when the header is missing,
	 * with BAD_REQUEST when it is not one tag as given by us
	 */
	public static long required(@Nullable String ifMatch) {
		if (ifMatch == null || ifMatch.isBlank()) {
			throw new RejectedException(ErrorCode.PRECONDITION_REQUIRED,
					"Send If-Match with the ETag of what you have read, so that no change made meanwhile is lost.");
		}
		Matcher tag = TAG.matcher(ifMatch.strip());
		if (!tag.matches()) {
			throw RejectedException.invalid("If-Match", "If-Match must be one ETag as given by a GET, such as \"3\".");
		}
		return Long.parseLong(tag.group(1));
	}

	/** Refuses a change of a version that is no longer the current one. */
	public static RejectedException mismatch() {
		return new RejectedException(ErrorCode.VERSION_MISMATCH,
				"It was changed meanwhile: read it again, then repeat your change.");
	}

}
