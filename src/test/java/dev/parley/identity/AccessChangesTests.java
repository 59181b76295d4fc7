package dev.parley.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.parley.cluster.ClusterBus;

import static org.assertj.core.api.Assertions.assertThat;

class AccessChangesTests {

	private final RecordingBus bus = new RecordingBus();

	private final List<String> heard = new ArrayList<>();

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final AccessChanges changes = new AccessChanges(this.bus, this.beans.getBeanProvider(AccessListener.class));

	@AfterEach
	void endTransaction() {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.clearSynchronization();
		}
	}

	@Test
	void notifiesEveryListenerAndTheOtherNodes() {
		listen("one", this.heard::add);
		listen("two", this.heard::add);

		this.changes.changed("mia");

		assertThat(this.heard).containsExactly("mia", "mia");
		assertThat(this.bus.published).containsExactly("access mia");
	}

	@Test
	void passesNotificationsOfOtherNodesToListenersWithoutRepublishing() {
		listen("one", this.heard::add);

		this.bus.receiver.accept("noah".getBytes(StandardCharsets.UTF_8));

		assertThat(this.heard).containsExactly("noah");
		assertThat(this.bus.published).isEmpty();
	}

	@Test
	void aFailingListenerDoesNotAffectOthers() {
		listen("one", (user) -> {
			throw new IllegalStateException("broken");
		});
		listen("two", this.heard::add);

		this.changes.changed("mia");

		assertThat(this.heard).containsExactly("mia");
	}

	@Test
	void notifiesAfterTheCommitOfATransaction() {
		listen("one", this.heard::add);
		TransactionSynchronizationManager.initSynchronization();

		this.changes.changed("mia");
		assertThat(this.heard).isEmpty();

		TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
		assertThat(this.heard).containsExactly("mia");
		assertThat(this.bus.published).containsExactly("access mia");
	}

	private void listen(String name, Consumer<String> listener) {
		this.beans.addBean(name, (AccessListener) listener::accept);
	}

	private static final class RecordingBus implements ClusterBus {

		private final List<String> published = new ArrayList<>();

		private Consumer<byte[]> receiver = (payload) -> {
		};

		@Override
		public String node() {
			return "here";
		}

		@Override
		public void publish(String topic, byte[] payload) {
			this.published.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
		}

		@Override
		public void subscribe(String topic, Consumer<byte[]> receiver) {
			this.receiver = receiver;
		}

	}

}
