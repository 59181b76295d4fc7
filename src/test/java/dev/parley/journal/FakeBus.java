package dev.parley.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.parley.cluster.ClusterBus;

/** The bus between the nodes of one test; loses what it is told to lose. */
final class FakeBus {

	private final List<Node> nodes = new CopyOnWriteArrayList<>();

	private volatile Predicate<byte[]> lost = (payload) -> false;

	void lose(Predicate<byte[]> payloads) {
		this.lost = payloads;
	}

	/** Says to all nodes what none of them said. */
	void inject(byte[] payload) {
		this.nodes.forEach((node) -> node.receivers.forEach((receiver) -> receiver.accept(payload)));
	}

	ClusterBus join() {
		Node node = new Node("node-" + this.nodes.size());
		this.nodes.add(node);
		return node;
	}

	private final class Node implements ClusterBus {

		private final String name;

		private final List<Consumer<byte[]>> receivers = new CopyOnWriteArrayList<>();

		private Node(String name) {
			this.name = name;
		}

		@Override
		public String node() {
			return this.name;
		}

		@Override
		public void publish(String topic, byte[] payload) {
			if (FakeBus.this.lost.test(payload)) {
				return;
			}
			FakeBus.this.nodes.stream()
				.filter((other) -> other != this)
				.forEach((other) -> other.receivers.forEach((receiver) -> receiver.accept(payload)));
		}

		@Override
		public void subscribe(String topic, Consumer<byte[]> receiver) {
			this.receivers.add(receiver);
		}

	}

}
