package dev.parley.cluster;

import java.util.function.Consumer;

import org.springframework.stereotype.Component;

/** The bus of an installation with a single node: it carries nothing. */
@Component
final class LocalClusterBus implements ClusterBus {

	private final String node = "node-" + Long.toString(ProcessHandle.current().pid(), 36);

	@Override
	public String node() {
		return this.node;
	}

	@Override
	public void publish(String topic, byte[] payload) {
		// No other node.
	}

	@Override
	public void subscribe(String topic, Consumer<byte[]> receiver) {
		// Nothing will come.
	}

}
