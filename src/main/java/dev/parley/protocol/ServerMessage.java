package dev.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A message of the server that is not an event of the journal; for those see
 * {@link EventData}.
 */
public sealed interface ServerMessage {

	/** The type on the wire. */
	default String type() {
		return switch (this) {
			case Welcome _ -> "welcome";
			case Ack _ -> "ack";
			case Failed _ -> "error";
			case Synced _ -> "synced";
			case Lag _ -> "lag";
			case TokenExpiring _ -> "token_expiring";
			case Bye _ -> "bye";
			case Pong _ -> "pong";
			case InteractionUpdate _ -> "interaction_update";
			case Read _ -> "read";
			case PresenceUpdate _ -> "presence";
			case TypingNow _ -> "typing";
		};
	}

	/** The engagement it is about; part of the envelope. */
	default @Nullable String engagement() {
		return null;
	}

	/** The id of the client's frame that it answers; part of the envelope. */
	default @Nullable String id() {
		return null;
	}

	/** The content of {@code data}. */
	Record data();

	/** A user by id and name, without a role. */
	record User(String id, String name) {

		public static User of(Person person) {
			return new User(person.id(), person.name());
		}

	}

	record Welcome(WelcomeData data) implements ServerMessage {
	}

	record WelcomeData(String connection, User user, List<GrantData> grants, ConnectionLimits limits,
			Heartbeat heartbeat, @JsonInclude @Nullable Instant tokenExpiresAt, Server server) {
	}

	record GrantData(String role, @Nullable String organisation, @Nullable Boolean manager) {
	}

	record ConnectionLimits(int maxFrameBytes, int messagesPerSecond, int messageBurst, int connectionsPerUser,
			int maxTextLength) {
	}

	record Heartbeat(long pingIntervalMs, long timeoutMs) {
	}

	record Server(String version, String node) {
	}

	/**
	 * The data is {@link AppendedEvent}, {@link Counted}, {@link Renewed} or
	 * {@link Nothing}.
	 */
	record Ack(@Nullable String engagement, String id, Record data) implements ServerMessage {
	}

	/** The answer to a request that appended an event; {@code alert} if it raised one. */
	record AppendedEvent(long seq, boolean duplicate, @Nullable String alert) {
	}

	record Counted(String kind, long total, boolean duplicate) {
	}

	record Renewed(@JsonInclude @Nullable Instant tokenExpiresAt) {
	}

	/** Empty data. */
	record Nothing() {
	}

	record Failed(@Nullable String engagement, @Nullable String id, ErrorData data) implements ServerMessage {
	}

	record ErrorData(String code, String message, @Nullable Long retryAfterMs, @Nullable String field) {
	}

	record Synced(String engagement, SyncedData data) implements ServerMessage {
	}

	record SyncedData(long seq, boolean more) {
	}

	record Lag(LagData data) implements ServerMessage {
	}

	/** The last {@code seq} before the gap, by engagement. */
	record LagData(Map<String, Long> engagements) {
	}

	record TokenExpiring(TokenExpiringData data) implements ServerMessage {
	}

	record TokenExpiringData(Instant expiresAt) {
	}

	record Bye(ByeData data) implements ServerMessage {
	}

	record ByeData(String reason, long reconnectAfterMs) {
	}

	record Pong(@Nullable String id, Nothing data) implements ServerMessage {
	}

	record InteractionUpdate(String engagement, InteractionData data) implements ServerMessage {
	}

	record InteractionData(String kind, long total) {
	}

	record Read(String engagement, ReadData data) implements ServerMessage {
	}

	record ReadData(User user, long seq) {
	}

	record PresenceUpdate(PresenceData data) implements ServerMessage {
	}

	/**
	 * The users of one organisation who are online: up to 200 by name, and the total
	 * number.
	 */
	record PresenceData(String organisation, List<User> online, int count) {
	}

	record TypingNow(String engagement, TypingData data) implements ServerMessage {
	}

	record TypingData(User user) {
	}

}
