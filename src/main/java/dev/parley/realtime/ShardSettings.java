package dev.parley.realtime;

import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.CloseCode;

/**
 * What all shards share.
 *
 * @param ended told once for each connection that ends, on any thread, with the code if
 * we closed it
 */
record ShardSettings(Outbox.OutboxSettings outbox, long lingerNanos, long writeStuckNanos, LongSupplier nanoTime,
		RealtimeStatistics statistics, BiConsumer<LiveConnection, @Nullable CloseCode> ended) {

}
