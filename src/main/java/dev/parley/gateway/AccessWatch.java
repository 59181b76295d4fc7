package dev.parley.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.stereotype.Component;

import dev.parley.identity.AccessListener;
import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;
import dev.parley.identity.Caller;
import dev.parley.realtime.ConnectionManager;

/**
 * Applies changed grants to the open connections of a user.
 */
@Component
final class AccessWatch implements AccessListener, AutoCloseable {

	private final ConnectionManager connections;

	private final Authenticator authenticator;

	/**
	 * Reads the grants from the database, so that the thread that changed them does not
	 * wait; one at a time, so that an older state never overwrites a newer one.
	 */
	private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

	AccessWatch(ConnectionManager connections, Authenticator authenticator) {
		this.connections = connections;
		this.authenticator = authenticator;
	}

	@Override
	public void accessChanged(String userId) {
		this.worker.execute(() -> this.connections.rescope(userId, this.authenticator::refresh));
	}

	/**
	 * Call after a connection has opened, to catch changes made while it was opening.
	 */
	void opened(Authenticated who) {
		Caller caller = who.caller();
		if (this.authenticator.refresh(who).filter(caller::equals).isEmpty()) {
			accessChanged(caller.id());
		}
	}

	@Override
	public void close() {
		this.worker.close();
	}

}
