package dev.parley.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;

import org.springframework.http.converter.HttpMessageNotReadableException;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Explains why a request body could not be read: where, and what was expected. Never
 * quotes the body, which may contain a password.
 */
final class UnreadableBody {

	private UnreadableBody() {
	}

	static RejectedException explain(HttpMessageNotReadableException unreadable) {
		for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof RejectedException rejected) {
				return rejected;
			}
		}
		return new RejectedException(ErrorCode.MALFORMED, switch (unreadable.getCause()) {
			case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
				"The field '" + path(mismatch) + "' must be " + expected(mismatch.getTargetType()) + where(mismatch);
			case MismatchedInputException mismatch ->
				"The body must be " + expected(mismatch.getTargetType()) + where(mismatch);
			case JacksonException malformed -> "The body is not well-formed JSON" + where(malformed);
			case null, default -> "The request needs a JSON object as its body.";
		});
	}

	static String expected(@Nullable Class<?> type) {
		if (type == null) {
			return "of another type";
		}
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name())
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		if (type == String.class) {
			return "a text";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
			return "a whole number";
		}
		if (type == java.time.Instant.class) {
			return "a time such as 2026-11-20T10:42:00Z";
		}
		return (Iterable.class.isAssignableFrom(type) || type.isArray()) ? "an array" : "a JSON object";
	}

	private static String path(JacksonException failure) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference step : failure.getPath()) {
			if (step.getPropertyName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
			}
		}
		return path.toString();
	}

	private static String where(JacksonException failure) {
		TokenStreamLocation location = failure.getLocation();
		if (location == null || location.getLineNr() < 1) {
			return ".";
		}
		return String.format(Locale.ROOT, " (line %d, column %d).", location.getLineNr(), location.getColumnNr());
	}

}
