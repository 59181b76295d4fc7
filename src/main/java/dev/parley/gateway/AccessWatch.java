package dev.parley.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.stereotype.Component;

import dev.parley.identity.AccessListener;
import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;
import dev.parley.identity.Caller;
import dev.parley.realtime.ConnectionManager;

/** Limits the open connections of a user to what the user may see now. */
@Component
final class AccessWatch implements AccessListener, AutoCloseable {

	private final ConnectionManager connections;

	private final Authenticator authenticator;

	/**
	 * Asking for the grants reads the database, which whoever changed them must not wait
	 * for; one after another, so that an older state never follows a newer one.
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

	/** To be called once a connection is open, for what changed while it was opened. */
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
