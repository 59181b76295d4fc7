package dev.parley.gateway;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.RealtimeStatistics;
import dev.parley.web.Problem;
import dev.parley.web.ProblemAdvice;
import dev.parley.web.RequestIdFilter;

/**
 * Answers refused handshakes with a problem document and counts the reasons.
 */
@Component
final class HandshakeRefusals {

	private static final Logger log = LoggerFactory.getLogger(HandshakeRefusals.class);

	private final ProblemAdvice problems;

	private final RealtimeStatistics statistics;

	private final JsonMapper json;

	HandshakeRefusals(ProblemAdvice problems, RealtimeStatistics statistics, JsonMapper json) {
		this.problems = problems;
		this.statistics = statistics;
		this.json = json;
	}

	void refuse(RejectedException reason, HttpServletRequest request, HttpServletResponse response) throws IOException {
		count(reason.code().wire(), request);
		answer(this.problems.translate(reason, request), response);
	}

	/**
	 * The answer to a request that does not ask for a WebSocket.
	 */
	void requireUpgrade(String version, HttpServletRequest request, HttpServletResponse response) throws IOException {
		count("not_websocket", request);
		HttpStatus status = HttpStatus.UPGRADE_REQUIRED;
		Problem problem = new Problem("about:blank", status.getReasonPhrase(), status.value(),
				"This is a WebSocket endpoint. Connect with 'Upgrade: websocket' and version 13, for example "
						+ "new WebSocket(url, [\"parley.v1\", \"parley.bearer.\" + token]). See docs/protocol.md.",
				ErrorCode.BAD_REQUEST.wire(), RequestIdFilter.of(request), null, null);
		answer(ResponseEntity.status(status)
			.header(HttpHeaders.UPGRADE, "websocket")
			.header("Sec-WebSocket-Version", version)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem), response);
	}

	private void count(String reason, HttpServletRequest request) {
		this.statistics.handshakeRefused(reason);
		log.debug("Handshake from {} refused: {}", request.getRemoteAddr(), reason);
	}

	private void answer(ResponseEntity<Problem> problem, HttpServletResponse response) throws IOException {
		response.setStatus(problem.getStatusCode().value());
		problem.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.getOutputStream().write(this.json.writeValueAsBytes(problem.getBody()));
	}

}
