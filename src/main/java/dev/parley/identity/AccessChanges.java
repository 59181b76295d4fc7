package dev.parley.identity;

import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.parley.cluster.ClusterBus;

/**
 * Tells every {@link AccessListener}, here and on the other nodes, that a user's grants,
 * state or sign-ins changed. Inside a transaction the telling waits for its commit, so
 * that whoever looks again finds the new state.
 */
@Component
public class AccessChanges {

	static final String TOPIC = "access";

	private static final Logger log = LoggerFactory.getLogger(AccessChanges.class);

	private final ClusterBus bus;

	private final ObjectProvider<AccessListener> listeners;

	public AccessChanges(ClusterBus bus, ObjectProvider<AccessListener> listeners) {
		this.bus = bus;
		this.listeners = listeners;
		bus.subscribe(TOPIC, (payload) -> tell(new String(payload, StandardCharsets.UTF_8)));
	}

	/** To be called by whoever changed something about the user. */
	public void changed(String userId) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			tellEverywhere(userId);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				tellEverywhere(userId);
			}
		});
	}

	private void tellEverywhere(String userId) {
		tell(userId);
		this.bus.publish(TOPIC, userId.getBytes(StandardCharsets.UTF_8));
	}

	private void tell(String userId) {
		this.listeners.orderedStream().forEach((listener) -> {
			try {
				listener.accessChanged(userId);
			}
			catch (RuntimeException ex) {
				log.warn("A listener failed to hear of changed access of user {}", userId, ex);
			}
		});
	}

}
