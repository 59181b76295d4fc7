package dev.parley.realtime;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import dev.parley.protocol.CloseCode;

import org.springframework.stereotype.Component;

/**
 * What this node's connections have done since it started. Any thread counts, any thread
 * reads; a reading is of about now.
 */
@Component
public class RealtimeStatistics {

	private final LongAdder messagesIn = new LongAdder();

	private final LongAdder bytesIn = new LongAdder();

	private final LongAdder messagesOut = new LongAdder();

	private final LongAdder bytesOut = new LongAdder();

	private final LongAdder accepted = new LongAdder();

	private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

	private final Map<CloseCode, LongAdder> closed = new ConcurrentHashMap<>();

	private final LongAdder failed = new LongAdder();

	private final LongAdder demoted = new LongAdder();

	private final LongAdder ephemeralDropped = new LongAdder();

	private final RateWindow inPerSecond = new RateWindow();

	private final RateWindow outPerSecond = new RateWindow();

	/** Frames and bytes, and the rates of the last seconds. */
	public record Traffic(long messagesIn, long messagesOut, double inPerSecond, double outPerSecond, long bytesIn,
			long bytesOut) {
	}

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

	public Traffic traffic() {
		return new Traffic(this.messagesIn.sum(), this.messagesOut.sum(), this.inPerSecond.perSecond(),
				this.outPerSecond.perSecond(), this.bytesIn.sum(), this.bytesOut.sum());
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

	void received(int bytes) {
		this.messagesIn.increment();
		this.bytesIn.add(bytes);
	}

	void sent(int messages, long bytes) {
		this.messagesOut.add(messages);
		this.bytesOut.add(bytes);
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
		this.inPerSecond.sample(this.messagesIn.sum());
		this.outPerSecond.sample(this.messagesOut.sum());
	}

	private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> counters) {
		Map<K, Long> sums = new TreeMap<>();
		counters.forEach((key, counter) -> sums.put(key, counter.sum()));
		return Collections.unmodifiableMap(sums);
	}

}
