package dev.parley.realtime;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import dev.parley.protocol.CloseCode;

/**
 * What this node's connections have done since it started. Any thread counts, any thread
 * reads; a reading is of about now.
 */
@Component
public class RealtimeStatistics {

	/**
	 * By the organisations that a connection has grants of. They stay when the
	 * connections end, so that no total falls; there are as many as different sets of
	 * grants.
	 */
	private final Map<Set<String>, TrafficMeter> traffic = new ConcurrentHashMap<>();

	private final LongAdder accepted = new LongAdder();

	private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

	private final Map<CloseCode, LongAdder> closed = new ConcurrentHashMap<>();

	private final LongAdder failed = new LongAdder();

	private final LongAdder demoted = new LongAdder();

	private final LongAdder ephemeralDropped = new LongAdder();

	/** Handshakes that became connections, and those that did not, by reason. */
	public record Handshakes(long accepted, Map<String, Long> refused) {
	}

	/**
	 * What went wrong or was held back: connections closed by us by reason, sends that
	 * failed, connections told to sync because they read too slowly, ephemeral frames
	 * dropped.
	 */
	public record Losses(Map<CloseCode, Long> closed, long failed, long demoted, long ephemeralDropped) {
	}

	/** What all connections have carried. */
	public ConnectionTraffic traffic() {
		return traffic((organisations) -> true);
	}

	/**
	 * What those connections have carried whose organisations are counted; each once, of
	 * however many organisations it is.
	 */
	public ConnectionTraffic traffic(Predicate<Set<String>> counted) {
		ConnectionTraffic sum = ConnectionTraffic.NONE;
		for (Map.Entry<Set<String>, TrafficMeter> meter : this.traffic.entrySet()) {
			if (counted.test(meter.getKey())) {
				sum = sum.plus(meter.getValue().read());
			}
		}
		return sum;
	}

	public Handshakes handshakes() {
		return new Handshakes(this.accepted.sum(), sums(this.refused));
	}

	public Losses losses() {
		return new Losses(sums(this.closed), this.failed.sum(), this.demoted.sum(), this.ephemeralDropped.sum());
	}

	/**
	 * A handshake was refused.
	 * @param reason one of a small fixed set, such as {@code unauthenticated}
	 */
	public void handshakeRefused(String reason) {
		this.refused.computeIfAbsent(reason, (key) -> new LongAdder()).increment();
	}

	void handshakeAccepted() {
		this.accepted.increment();
	}

	/** Where the connections of these organisations count what they carry. */
	TrafficMeter trafficOf(Set<String> organisations) {
		return this.traffic.computeIfAbsent(organisations, (key) -> new TrafficMeter());
	}

	void closed(CloseCode code) {
		this.closed.computeIfAbsent(code, (key) -> new LongAdder()).increment();
	}

	void failed() {
		this.failed.increment();
	}

	void demoted() {
		this.demoted.increment();
	}

	void ephemeralDropped(int frames) {
		this.ephemeralDropped.add(frames);
	}

	/** To be called once a second. */
	void sampleRates() {
		this.traffic.values().forEach(TrafficMeter::sample);
	}

	private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> counters) {
		Map<K, Long> sums = new TreeMap<>();
		counters.forEach((key, counter) -> sums.put(key, counter.sum()));
		return Collections.unmodifiableMap(sums);
	}

}
