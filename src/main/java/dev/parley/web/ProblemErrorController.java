package dev.parley.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Turns errors outside the controllers, in a filter or in the container, into the same
 * problem documents.
 */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

	private final ProblemAdvice advice;

	ProblemErrorController(ProblemAdvice advice) {
		this.advice = advice;
	}

	@RequestMapping("/error")
	ResponseEntity<Problem> error(HttpServletRequest request) {
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
			return this.advice.translate(rootOf(failure), request);
		}
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code : 404;
		return this.advice.translate(new ResponseStatusException(HttpStatusCode.valueOf(status)), request);
	}

	/**
	 * The exception of a filter, without the container's wrapper.
	 */
	private static Throwable rootOf(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof jakarta.servlet.ServletException && cause != null) ? cause : failure;
	}

}
