package dev.parley.web;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.web.Problem.Violation;

/**
 * The one place where an exception of a REST request becomes a problem document.
 * Unexpected exceptions are logged; the client sees no details.
 */
@RestControllerAdvice
public class ProblemAdvice {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	private static final String RULES_BROKEN = "Some fields break a rule; each is named under 'errors'.";

	private final MeterRegistry meters;

	ProblemAdvice(MeterRegistry meters) {
		this.meters = meters;
	}

	/**
	 * No answer if the client has disconnected or the response is already committed.
	 */
	@ExceptionHandler(Throwable.class)
	@Nullable ResponseEntity<Problem> answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) {
		if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
			log.debug("Request {} was not answered: {}", RequestIdFilter.of(request), failure.toString());
			return null;
		}
		return translate(failure, request);
	}

	public ResponseEntity<Problem> translate(Throwable failure, HttpServletRequest request) {
		return switch (failure) {
			case RejectedException rejected -> answer(rejected, request);
			case CompletionException wrapped when wrapped.getCause() != null -> translate(wrapped.getCause(), request);
			case HttpMessageNotReadableException unreadable -> answer(UnreadableBody.explain(unreadable), request);
			case MethodArgumentNotValidException invalid ->
				answer(ErrorCode.BAD_REQUEST, RULES_BROKEN, Violations.of(invalid.getBindingResult()), request);
			case HandlerMethodValidationException invalid ->
				answer(ErrorCode.BAD_REQUEST, RULES_BROKEN, Violations.of(invalid), request);
			case MethodArgumentTypeMismatchException mismatch -> answer(mismatch, request);
			case MissingServletRequestParameterException missing ->
				answer(RejectedException.invalid(missing.getParameterName(),
						"The parameter '" + missing.getParameterName() + "' is missing."), request);
			case MissingRequestValueException missing ->
				answer(ErrorCode.BAD_REQUEST, String.valueOf(missing.getBody().getDetail()), null, request);
			case AuthenticationException _ -> answer(ErrorCode.UNAUTHENTICATED,
					"Sign in, or send a valid token as 'Authorization: Bearer …'.", null, request);
			case AccessDeniedException _ ->
				answer(ErrorCode.FORBIDDEN, "Your grants do not allow this.", null, request);
			case RequestRejectedException _ -> answer(ErrorCode.BAD_REQUEST,
					"The address or a header contains characters that are not allowed there.", null, request);
			case AsyncRequestTimeoutException _ ->
				answer(ErrorCode.UNAVAILABLE, "The request timed out. Try again.", null, request);
			case ErrorResponse known -> answer(known, request);
			default -> unexpected(failure, request);
		};
	}

	private ResponseEntity<Problem> answer(RejectedException rejected, HttpServletRequest request) {
		String field = rejected.field();
		List<Violation> errors = (field != null) ? List.of(new Violation(field, "valid", rejected.explanation()))
				: null;
		Long retryAfterMs = (rejected.retryAfter() != null) ? rejected.retryAfter().toMillis() : null;
		return answer(rejected.code(), rejected.explanation(), errors, retryAfterMs, new HttpHeaders(), request);
	}

	private ResponseEntity<Problem> answer(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
		String expected = UnreadableBody.expected(mismatch.getRequiredType());
		return answer(RejectedException.invalid(mismatch.getName(),
				"The parameter '" + mismatch.getName() + "' must be " + expected + "."), request);
	}

	/**
	 * Errors raised by Spring MVC itself, with the headers it wants to send.
	 */
	private ResponseEntity<Problem> answer(ErrorResponse known, HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		headers.putAll(known.getHeaders());
		ErrorCode code = codeOf(known.getStatusCode().value());
		return answer(code, sentence(known, code, request), null, null, headers, request);
	}

	private ResponseEntity<Problem> answer(ErrorCode code, String detail, @Nullable List<Violation> errors,
			HttpServletRequest request) {
		return answer(code, detail, errors, null, new HttpHeaders(), request);
	}

	private ResponseEntity<Problem> answer(ErrorCode code, String detail, @Nullable List<Violation> errors,
			@Nullable Long retryAfterMs, HttpHeaders headers, HttpServletRequest request) {
		this.meters.counter("parley.rest.problems", "code", code.wire()).increment();
		HttpStatus status = HttpStatus.valueOf(code.status());
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (retryAfterMs != null) {
			headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.ceilDiv(retryAfterMs, 1000)));
		}
		if (status == HttpStatus.UNAUTHORIZED) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		Problem problem = new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, code.wire(),
				RequestIdFilter.of(request), errors, retryAfterMs);
		return new ResponseEntity<>(problem, headers, status);
	}

	private ResponseEntity<Problem> unexpected(Throwable failure, HttpServletRequest request) {
		log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
		return answer(ErrorCode.INTERNAL,
				"The server failed to process the request. " + "Its log has the details under this request id.", null,
				request);
	}

	/**
	 * The error code with this status, or the general code of its class.
	 */
	static ErrorCode codeOf(int status) {
		return switch (status) {
			case 401 -> ErrorCode.UNAUTHENTICATED;
			case 403 -> ErrorCode.FORBIDDEN;
			case 404 -> ErrorCode.NOT_FOUND;
			case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
			case 406 -> ErrorCode.NOT_ACCEPTABLE;
			case 413 -> ErrorCode.TOO_LARGE;
			case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
			case 503 -> ErrorCode.UNAVAILABLE;
			default -> (status >= 400 && status < 500) ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
		};
	}

	private static String sentence(ErrorResponse known, ErrorCode code, HttpServletRequest request) {
		return switch (known) {
			case HttpRequestMethodNotSupportedException method when method.getSupportedMethods() != null ->
				"This path takes " + String.join(", ", method.getSupportedMethods()) + ", not " + request.getMethod()
						+ ".";
			case HttpMediaTypeNotSupportedException media -> "Send " + types(media.getSupportedMediaTypes()) + ".";
			case HttpMediaTypeNotAcceptableException media ->
				"This path answers with " + types(media.getSupportedMediaTypes()) + "; accept one of them.";
			default -> sentence(code);
		};
	}

	/**
	 * The text for an error of which only the code is known.
	 */
	static String sentence(ErrorCode code) {
		return switch (code) {
			case NOT_FOUND -> "No such resource.";
			case UNAUTHENTICATED -> "Sign in first.";
			case FORBIDDEN -> "Your grants do not allow this.";
			case TOO_LARGE -> "The body is too large.";
			case INTERNAL -> "The server failed to process the request.";
			case UNAVAILABLE -> "The server is busy or shutting down. Try again.";
			default -> "The server does not understand this request.";
		};
	}

	private static String types(List<MediaType> types) {
		return types.isEmpty() ? MediaType.APPLICATION_JSON_VALUE
				: types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
	}

}
