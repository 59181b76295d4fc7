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
 * Notifies every {@link AccessListener}, on this node and the others, that a user's
 * grants, state or sign-ins have changed. Inside a transaction the notification waits for
 * the commit, so that listeners read the new state.
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
		bus.subscribe(TOPIC, (payload) -> notifyListeners(new String(payload, StandardCharsets.UTF_8)));
	}

	/** Call after every change to the user. */
	public void changed(String userId) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			notifyAllNodes(userId);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				notifyAllNodes(userId);
			}
		});
	}

	private void notifyAllNodes(String userId) {
		notifyListeners(userId);
		this.bus.publish(TOPIC, userId.getBytes(StandardCharsets.UTF_8));
	}

	private void notifyListeners(String userId) {
		this.listeners.orderedStream().forEach((listener) -> {
			try {
				listener.accessChanged(userId);
			}
			catch (RuntimeException ex) {
				log.warn("A listener failed to handle changed access of user {}", userId, ex);
			}
		});
	}

}
