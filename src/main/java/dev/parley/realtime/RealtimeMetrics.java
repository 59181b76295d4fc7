package dev.parley.realtime;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

import dev.parley.protocol.CloseCode;

/** The metrics of open connections, read when they are scraped. */
@Component
class RealtimeMetrics implements MeterBinder {

	private final ConnectionManager connections;

	private final RealtimeStatistics statistics;

	RealtimeMetrics(ConnectionManager connections, RealtimeStatistics statistics) {
		this.connections = connections;
		this.statistics = statistics;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("parley.connections", this.connections, ConnectionManager::count)
			.description("Open connections")
			.register(registry);
		Gauge.builder("parley.users", this.connections, ConnectionManager::users)
			.description("Users with an open connection")
			.register(registry);
		Gauge.builder("parley.outbox", this.connections, ConnectionManager::outboxBytes)
			.description("Bytes waiting to be written to connections")
			.baseUnit("bytes")
			.register(registry);
		counter(registry, "parley.messages.in", "Frames received", (counted) -> counted.traffic().messagesIn().total());
		counter(registry, "parley.messages.out", "Frames sent", (counted) -> counted.traffic().messagesOut().total());
		counter(registry, "parley.bytes.in", "Bytes received in frames",
				(counted) -> counted.traffic().bytesIn().total());
		counter(registry, "parley.bytes.out", "Bytes sent in frames",
				(counted) -> counted.traffic().bytesOut().total());
		counter(registry, "parley.handshakes.accepted", "Handshakes that became connections",
				(counted) -> counted.handshakes().accepted());
		counter(registry, "parley.handshakes.refused", "Handshakes that were refused",
				(counted) -> counted.handshakes().refused().values().stream().mapToLong(Long::longValue).sum());
		counter(registry, "parley.connections.failed", "Connections dropped because a write failed",
				(counted) -> counted.losses().failed());
		counter(registry, "parley.connections.demoted", "Slow connections that had to sync",
				(counted) -> counted.losses().demoted());
		counter(registry, "parley.ephemeral.dropped", "Ephemeral frames dropped for slow connections",
				(counted) -> counted.losses().ephemeralDropped());
		for (CloseCode code : CloseCode.values()) {
			FunctionCounter
				.builder("parley.connections.closed", this.statistics,
						(counted) -> counted.losses().closed().getOrDefault(code, 0L))
				.description("Connections closed by the server, by close code")
				.tag("code", Integer.toString(code.code()))
				.register(registry);
		}
	}

	private void counter(MeterRegistry registry, String name, String description,
			ToDoubleFunction<RealtimeStatistics> value) {
		FunctionCounter.builder(name, this.statistics, value).description(description).register(registry);
	}

}
