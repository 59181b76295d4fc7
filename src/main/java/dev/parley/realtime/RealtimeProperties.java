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
 * What open connections may cost and how patient we are with them.
 *
 * @param shards threads that write to connections; 0 means one per core, more only
 * compete
 * @param maxFrame largest frame a client may send; holds the longest text with room
 * @param messagesPerSecond frames a connection, and a user over all connections, may send
 * for long; a fast typist sends 1
 * @param messageBurst frames that may come at once, as after a reconnect
 * @param connectionsPerUser tabs and devices of one user; the newest wins
 * @param handshakesPerAddress handshakes a second from one address for long, ten times
 * that at once: an office behind one address comes back together
 * @param failedHandshakesPerAddress the same for those without a valid credential, which
 * are guesses
 * @param maxConnections of this node; each costs about 24 KB
 * @param outboxLimit bytes that wait for one connection before it is told to sync; 256 KB
 * is about 1 000 chat messages
 * @param outboxAge how long an outbox may go without ever being empty before its
 * connection is told to sync
 * @param linger how long a state may wait for company; a person does not see it, the
 * processor does
 * @param writeStuck how long one write may take before the connection is dropped
 * @param pingInterval how often a connection is asked whether it still is there, give or
 * take 10 %; below the 30 s after which some proxies cut
 * @param pingTimeout how long no frame may come after that
 * @param tokenWarning how long before a token ends its connection is told
 * @param stateInterval least time between two values of one state; the last is always
 * sent
 * @param presenceInterval least time between two presence frames of one organisation;
 * below a second, within which the last change must be seen
 * @param presenceGrace how long somebody stays online after the last connection: a
 * restarted proxy is not a coming and going
 * @param drain how long a shutdown takes at most to close all connections in a paced way
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

	/** How many threads write. */
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
