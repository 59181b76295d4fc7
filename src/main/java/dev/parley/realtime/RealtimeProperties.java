package dev.parley.realtime;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and timeouts of open connections.
 *
 * @param shards threads that write to connections; 0 means one per core, and more only
 * compete for them
 * @param maxFrame largest frame a client may send; holds the longest text with room to
 * spare
 * @param messagesPerSecond sustained rate of frames for a connection, and for a user over
 * all connections; a fast typist sends 1 a second
 * @param messageBurst frames accepted in one burst, for example after a reconnect
 * @param connectionsPerUser open connections of one user; a new one beyond the limit
 * closes the oldest
 * @param handshakesPerAddress sustained rate of handshakes a second from one address,
 * with bursts of ten times as many: an office behind one address reconnects together
 * @param failedHandshakesPerAddress the same for handshakes without a valid credential
 * @param maxConnections open connections of this node; each costs about 24 KB
 * @param outboxLimit bytes that may wait for one connection before it has to sync; 256 KB
 * is about 1 000 chat messages
 * @param outboxAge how long an outbox may stay non-empty before its connection has to
 * sync
 * @param linger how long a state update may wait to share a write with others; too short
 * for a person to notice
 * @param writeStuck how long one write may take before the connection is dropped
 * @param pingInterval interval between pings, give or take 10 %; below the 30 s after
 * which some proxies drop an idle connection
 * @param pingTimeout how long to wait for any frame after a ping before the connection is
 * closed
 * @param tokenWarning how long before a token expires its connection is warned
 * @param stateInterval minimum time between two updates of one state; the last one is
 * always sent
 * @param presenceInterval minimum time between two presence frames of one organisation;
 * below the second within which the last change has to arrive
 * @param presenceGrace how long a user stays online after the last connection closes, so
 * that a restarted proxy causes no presence traffic
 * @param drain maximum time for closing all connections at shutdown
 */
@Validated
@ConfigurationProperties("parley.realtime")
public record RealtimeProperties(@DefaultValue("0") @Min(0) @Max(256) int shards,
		@DefaultValue("64KB") DataSize maxFrame, @DefaultValue("20") @Min(1) int messagesPerSecond,
		@DefaultValue("40") @Min(1) int messageBurst, @DefaultValue("20") @Min(1) int connectionsPerUser,
		@DefaultValue("100") @Min(1) int handshakesPerAddress,
		@DefaultValue("5") @Min(1) int failedHandshakesPerAddress, @DefaultValue("100000") @Min(1) int maxConnections,
		@DefaultValue("256KB") DataSize outboxLimit, @DefaultValue("30s") Duration outboxAge,
		@DefaultValue("3ms") Duration linger, @DefaultValue("10s") Duration writeStuck,
		@DefaultValue("25s") Duration pingInterval, @DefaultValue("10s") Duration pingTimeout,
		@DefaultValue("60s") Duration tokenWarning, @DefaultValue("100ms") Duration stateInterval,
		@DefaultValue("750ms") Duration presenceInterval, @DefaultValue("15s") Duration presenceGrace,
		@DefaultValue("20s") Duration drain) {

	@AssertTrue(message = "parley.realtime.max-frame must be between 1KB and 16MB")
	boolean isFrameOfUsableSize() {
		return between(this.maxFrame, DataSize.ofKilobytes(1), DataSize.ofMegabytes(16));
	}

	@AssertTrue(message = "parley.realtime.outbox-limit must be between 16KB and 64MB")
	boolean isOutboxOfUsableSize() {
		return between(this.outboxLimit, DataSize.ofKilobytes(16), DataSize.ofMegabytes(64));
	}

	@AssertTrue(message = "all durations of parley.realtime but linger and presence-grace must be positive")
	boolean isPatienceUsable() {
		return positive(this.outboxAge) && positive(this.writeStuck) && positive(this.pingInterval)
				&& positive(this.pingTimeout) && positive(this.tokenWarning) && positive(this.stateInterval)
				&& positive(this.presenceInterval) && positive(this.drain) && !this.linger.isNegative()
				&& !this.presenceGrace.isNegative();
	}

	/** The number of threads that write. */
	int shardCount() {
		return (this.shards > 0) ? this.shards : Runtime.getRuntime().availableProcessors();
	}

	private static boolean between(DataSize size, DataSize least, DataSize most) {
		return size.compareTo(least) >= 0 && size.compareTo(most) <= 0;
	}

	private static boolean positive(Duration duration) {
		return duration.isPositive();
	}

}
