package dev.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the server says besides the events of the record, whose data is {@link EventData}.
 */
public sealed interface ServerMessage {

	/** What kind of frame it is, as on the wire. */
	String type();

	/** The engagement it is about, on the envelope. */
	default @Nullable String engagement() {
		return null;
	}

	/** The id of the client's frame that it answers, on the envelope. */
	default @Nullable String id() {
		return null;
	}

	/** What stands in {@code data}. */
	Record data();

	/** A user where no role is needed. */
	record User(String id, String name) {
	}

	record Welcome(WelcomeData data) implements ServerMessage {

		@Override
		public String type() {
			return "welcome";
		}

	}

	record WelcomeData(String connection, User user, List<GrantData> grants, Limits limits, Heartbeat heartbeat,
			@JsonInclude @Nullable Instant tokenExpiresAt, Server server) {
	}

	record GrantData(String role, @Nullable String organisation, @Nullable Boolean manager) {
	}

	record Limits(int maxFrameBytes, int messagesPerSecond, int messageBurst, int connectionsPerUser,
			int maxTextLength) {
	}

	record Heartbeat(long pingIntervalMs, long timeoutMs) {
	}

	record Server(String version, String node) {
	}

	/**
	 * The data is {@link Appended}, {@link Counted}, {@link Renewed} or {@link Nothing}.
	 */
	record Ack(@Nullable String engagement, String id, Record data) implements ServerMessage {

		@Override
		public String type() {
			return "ack";
		}

	}

	/** Answers what appended an event; {@code alert} only where one was raised. */
	record Appended(long seq, boolean duplicate, @Nullable String alert) {
	}

	record Counted(String kind, long total, boolean duplicate) {
	}

	record Renewed(@JsonInclude @Nullable Instant tokenExpiresAt) {
	}

	/** Where there is nothing to tell. */
	record Nothing() {
	}

	record Failed(@Nullable String engagement, @Nullable String id, ErrorData data) implements ServerMessage {

		@Override
		public String type() {
			return "error";
		}

	}

	record ErrorData(String code, String message, @Nullable Long retryAfterMs, @Nullable String field) {
	}

	record Synced(String engagement, SyncedData data) implements ServerMessage {

		@Override
		public String type() {
			return "synced";
		}

	}

	record SyncedData(long seq, boolean more) {
	}

	record Lag(LagData data) implements ServerMessage {

		@Override
		public String type() {
			return "lag";
		}

	}

	/** For each engagement the last {@code seq} before the hole. */
	record LagData(Map<String, Long> engagements) {
	}

	record TokenExpiring(TokenExpiringData data) implements ServerMessage {

		@Override
		public String type() {
			return "token_expiring";
		}

	}

	record TokenExpiringData(Instant expiresAt) {
	}

	record Bye(ByeData data) implements ServerMessage {

		@Override
		public String type() {
			return "bye";
		}

	}

	record ByeData(String reason, long reconnectAfterMs) {
	}

	record Pong(@Nullable String id, Nothing data) implements ServerMessage {

		@Override
		public String type() {
			return "pong";
		}

	}

	record InteractionUpdate(String engagement, InteractionData data) implements ServerMessage {

		@Override
		public String type() {
			return "interaction_update";
		}

	}

	record InteractionData(String kind, long total) {
	}

	record Read(String engagement, ReadData data) implements ServerMessage {

		@Override
		public String type() {
			return "read";
		}

	}

	record ReadData(User user, long seq) {
	}

	record Presence(PresenceData data) implements ServerMessage {

		@Override
		public String type() {
			return "presence";
		}

	}

	/**
	 * The people of one organisation who are online: at most 200 of them by name, and how
	 * many in all.
	 */
	record PresenceData(String organisation, List<User> online, int count) {
	}

	record TypingNow(String engagement, TypingData data) implements ServerMessage {

		@Override
		public String type() {
			return "typing";
		}

	}

	record TypingData(User user) {
	}

}
