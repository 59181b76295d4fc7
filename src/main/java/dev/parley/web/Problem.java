package dev.parley.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The answer to every refused REST request: a problem document (RFC 9457).
 *
 * @param type always {@code about:blank}; programs tell problems apart by the code
 * @param title the status in words
 * @param detail what was wrong and what would be right
 * @param code stable, from the error codes of the protocol
 * @param requestId finds the request in the server's log
 * @param errors the fields that broke a rule; absent if the request as a whole is at
 * fault
 * @param retryAfterMs when to retry; absent where a retry would not help
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String code, String requestId,
		@Nullable List<Violation> errors, @Nullable Long retryAfterMs) {

	/**
	 * One field and the rule it broke.
	 *
	 * @param field its path, such as {@code grants[0].role}; {@code body} for all of it
	 */
	record Violation(String field, String rule, String message) {
	}

}
