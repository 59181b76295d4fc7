package dev.parley.cluster;

import java.util.function.Consumer;

/**
 * Carries bytes between the nodes of an installation. A publication reaches the
 * subscribers of all <em>other</em> nodes, in the order in which this node published on
 * the topic, or not at all: it is a hint, the database is the record.
 */
public interface ClusterBus {

	/** This node's name, different from that of every other node. */
	String node();

	/** Returns at once; never throws because another node is away. */
	void publish(String topic, byte[] payload);

	/** The receiver is called by one thread at a time and must not block. */
	void subscribe(String topic, Consumer<byte[]> receiver);

}
