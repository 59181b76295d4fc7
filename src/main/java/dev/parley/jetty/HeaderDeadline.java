package dev.parley.jetty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request header does not arrive in time. Jetty's idle timeout
 * restarts with every byte, so a slow-loris client could hold its connections for ever.
 * One sweep serves all connections and looks only at those in the middle of a header.
 */
final class HeaderDeadline extends AbstractLifeCycle {

	private static final int SWEEPS_PER_TIMEOUT = 4;

	private final Connector connector;

	private final Duration timeout;

	/**
	 * How many sweeps have found each connection in the same header.
	 */
	private Map<HttpConnection, Sighting> sightings = new HashMap<>();

	private volatile Scheduler.@Nullable Task next;

	HeaderDeadline(Connector connector, Duration timeout) {
		this.connector = connector;
		this.timeout = timeout;
	}

	private record Sighting(long request, int sweeps) {
	}

	@Override
	protected void doStart() {
		schedule();
	}

	@Override
	protected void doStop() {
		Scheduler.Task task = this.next;
		if (task != null) {
			task.cancel();
		}
	}

	private void schedule() {
		this.next = this.connector.getScheduler()
			.schedule(this::sweep, Math.max(1, this.timeout.toMillis() / SWEEPS_PER_TIMEOUT), TimeUnit.MILLISECONDS);
	}

	private void sweep() {
		Map<HttpConnection, Sighting> seen = new HashMap<>();
		for (EndPoint endPoint : this.connector.getConnectedEndPoints()) {
			if (http(endPoint.getConnection()) instanceof HttpConnection http && isInsideHeader(http)) {
				look(http, seen);
			}
		}
		this.sightings = seen;
		if (isRunning()) {
			schedule();
		}
	}

	private void look(HttpConnection http, Map<HttpConnection, Sighting> seen) {
		Sighting before = this.sightings.get(http);
		int sweeps = (before != null && before.request() == http.getMessagesIn()) ? before.sweeps() + 1 : 0;
		if (sweeps >= SWEEPS_PER_TIMEOUT) {
			http.getEndPoint().close();
		}
		else {
			seen.put(http, new Sighting(http.getMessagesIn(), sweeps));
		}
	}

	private static boolean isInsideHeader(HttpConnection http) {
		return http.getParser().inHeaderState() && !http.getParser().isStart();
	}

	private static @Nullable Connection http(@Nullable Connection connection) {
		return (connection instanceof SslConnection ssl) ? ssl.getSslEndPoint().getConnection() : connection;
	}

}
