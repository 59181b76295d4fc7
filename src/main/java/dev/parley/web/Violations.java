package dev.parley.web;

import java.util.List;
import java.util.Locale;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

import dev.parley.web.Problem.Violation;

/**
 * Lists the rules that a request broke for the problem document.
 */
final class Violations {

	private Violations() {
	}

	static List<Violation> of(BindingResult result) {
		return result.getAllErrors().stream().map(Violations::of).toList();
	}

	static List<Violation> of(HandlerMethodValidationException failure) {
		return failure.getParameterValidationResults().stream().flatMap((result) -> of(result).stream()).toList();
	}

	private static List<Violation> of(ParameterValidationResult result) {
		if (result instanceof ParameterErrors body) {
			return body.getAllErrors().stream().map(Violations::of).toList();
		}
		String name = String.valueOf(result.getMethodParameter().getParameterName());
		return result.getResolvableErrors().stream().map((error) -> violation(name, error)).toList();
	}

	private static Violation of(ObjectError error) {
		return violation((error instanceof FieldError field) ? field.getField() : "body", error);
	}

	private static Violation violation(String field, MessageSourceResolvable error) {
		String[] codes = error.getCodes();
		String constraint = (codes != null && codes.length > 0) ? codes[codes.length - 1] : "valid";
		String message = String.valueOf(error.getDefaultMessage());
		return new Violation(field, snakeCase(constraint), message);
	}

	/** {@code NotBlank} becomes {@code not_blank}. */
	private static String snakeCase(String constraint) {
		return constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

}
