package dev.parley.web;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Limits the size of request bodies: refused at the announced length, or while reading as
 * soon as a body exceeds the limit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimitFilter extends OncePerRequestFilter {

	private final DataSize limit;

	private final HandlerExceptionResolver problems;

	BodyLimitFilter(RestProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.limit = properties.maxBody();
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > this.limit.toBytes()) {
			this.problems.resolveException(request, response, null, tooLarge());
			discard(request.getInputStream());
			return;
		}
		if (request.getContentLengthLong() >= 0) {
			chain.doFilter(request, response);
			return;
		}
		LimitedRequest limited = new LimitedRequest(request);
		chain.doFilter(limited, response);
		if (limited.isExceeded()) {
			discard(request.getInputStream());
		}
	}

	/**
	 * Keeps reading for a while, so that a client that is still sending sees the answer
	 * instead of a broken connection.
	 */
	private void discard(InputStream body) throws IOException {
		byte[] sink = new byte[8192];
		long left = 2 * this.limit.toBytes();
		for (int read = 0; read >= 0 && left > 0; left -= read) {
			read = body.read(sink);
		}
	}

	private RejectedException tooLarge() {
		return new RejectedException(ErrorCode.TOO_LARGE,
				"The body may have at most " + this.limit.toKilobytes() + " KB.");
	}

	private final class LimitedRequest extends HttpServletRequestWrapper {

		private @Nullable LimitedStream stream;

		LimitedRequest(HttpServletRequest request) {
			super(request);
		}

		boolean isExceeded() {
			return this.stream != null && this.stream.isExceeded();
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			if (this.stream == null) {
				this.stream = new LimitedStream(super.getInputStream());
			}
			return this.stream;
		}

	}

	/**
	 * Counts the bytes of a body whose length was not announced.
	 */
	private final class LimitedStream extends ServletInputStream {

		private final ServletInputStream source;

		private long read;

		LimitedStream(ServletInputStream source) {
			this.source = source;
		}

		@Override
		public int read() throws IOException {
			int one = this.source.read();
			count((one >= 0) ? 1 : 0);
			return one;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int some = this.source.read(bytes, offset, length);
			count(some);
			return some;
		}

		@Override
		public boolean isFinished() {
			return this.source.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.source.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.source.setReadListener(listener);
		}

		boolean isExceeded() {
			return this.read > BodyLimitFilter.this.limit.toBytes();
		}

		private void count(int more) {
			this.read += Math.max(more, 0);
			if (isExceeded()) {
				throw tooLarge();
			}
		}

	}

}
