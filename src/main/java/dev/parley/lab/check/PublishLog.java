package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one client has published: repeats what was not answered under the same id and
 * records each outcome. Owned by the client's loop.
 */
final class PublishLog {

	static final long RESEND_AFTER_NANOS = TimeUnit.SECONDS.toNanos(4);

	static final int MAX_PENDING = 16;

	private static final JsonMapper JSON = JsonMapper.shared();

	/** Every fifth request records an interaction instead of sending a message. */
	private static final int INTERACTION_EVERY = 5;

	/** Only these errors say for certain that nothing was stored. */
	private static final Set<String> REJECTIONS = Set.of("bad_request", "forbidden", "not_found", "rate_limited",
			"busy", "conflict");

	private final int client;

	private final String engagement;

	private final History history;

	private final Random random;

	private final Map<String, PendingPublish> pending = new LinkedHashMap<>();

	private int sent;

	PublishLog(int client, String engagement, History history, Random random) {
		this.client = client;
		this.engagement = engagement;
		this.history = history;
		this.random = random;
	}

	/** The next request, unless too many are waiting for an answer. */
	Optional<String> next(long now) {
		if (this.pending.size() >= MAX_PENDING) {
			return Optional.empty();
		}
		boolean message = ++this.sent % INTERACTION_EVERY != 0;
		String id = this.history.run() + "-" + this.client + "-" + this.sent;
		Map<String, Object> data = message ? Map.of("engagement", this.engagement, "text", "check " + id)
				: Map.of("engagement", this.engagement, "kind", this.history.run());
		String frame = JSON.writeValueAsString(
				Map.of("type", message ? "send_message" : "record_interaction", "id", id, "data", data));
		this.pending.put(id, new PendingPublish(id, frame, message, now));
		return Optional.of(frame);
	}

	/** Requests to send again because their answer is overdue. */
	List<String> overdue(long now) {
		return resend(this.pending.values().stream().filter((one) -> now - one.sentAt() > RESEND_AFTER_NANOS).toList(),
				now);
	}

	/**
	 * Requests to send again on a new connection; a quarter is given up, as by users who
	 * left.
	 */
	List<String> afterReconnect(long now) {
		List<PendingPublish> repeated = new ArrayList<>();
		for (PendingPublish one : List.copyOf(this.pending.values())) {
			if (this.random.nextInt(4) == 0) {
				complete(one, PublishAttempt.Outcome.UNKNOWN, 0);
			}
			else {
				repeated.add(one);
			}
		}
		return resend(repeated, now);
	}

	/** Takes an {@code ack} or {@code error}; answers to unknown requests are ignored. */
	void answered(JsonNode frame) {
		PendingPublish one = this.pending.get(frame.path("id").asString(""));
		if (one != null) {
			complete(one, outcomeOf(frame), frame.path("data").path("seq").asLong(0));
		}
	}

	/** Whatever is still unanswered remains unknown. */
	void giveUp() {
		List.copyOf(this.pending.values()).forEach((one) -> complete(one, PublishAttempt.Outcome.UNKNOWN, 0));
	}

	boolean isEmpty() {
		return this.pending.isEmpty();
	}

	private List<String> resend(List<PendingPublish> requests, long now) {
		requests.forEach((one) -> one.resent(now));
		return requests.stream().map(PendingPublish::frame).toList();
	}

	private void complete(PendingPublish one, PublishAttempt.Outcome outcome, long seq) {
		this.pending.remove(one.id());
		if (one.isMessage()) {
			this.history
				.add(new PublishAttempt(one.id(), this.client, one.invokedAt(), System.nanoTime(), outcome, seq));
		}
		else if (outcome != PublishAttempt.Outcome.REJECTED) {
			this.history.counted(outcome == PublishAttempt.Outcome.CONFIRMED);
		}
	}

	private static PublishAttempt.Outcome outcomeOf(JsonNode frame) {
		if (frame.path("type").asString("").equals("ack")) {
			return PublishAttempt.Outcome.CONFIRMED;
		}
		return REJECTIONS.contains(frame.path("data").path("code").asString("")) ? PublishAttempt.Outcome.REJECTED
				: PublishAttempt.Outcome.UNKNOWN;
	}

}
