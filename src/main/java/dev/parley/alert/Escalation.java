package dev.parley.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.Person;

/**
 * Posts critical alerts that are not acknowledged in time to a webhook. Every node checks
 * for them; a node claims an attempt in the database, so that only one makes it. If the
 * node fails, another repeats the attempt: delivery is at least once.
 */
class Escalation {

	/** The author of the event. */
	private static final Person PARLEY = new Person("parley", "Parley", "ADMIN", null);

	private static final Logger log = LoggerFactory.getLogger(Escalation.class);

	private final EscalationRepository escalations;

	private final EscalationWebhook webhook;

	private final Journal journal;

	private final AlertEvents events;

	private final AlertProperties.EscalationSettings settings;

	private final Clock clock;

	private final MeterRegistry meters;

	Escalation(EscalationRepository escalations, EscalationWebhook webhook, Journal journal, AlertEvents events,
			AlertProperties.EscalationSettings settings, Clock clock, MeterRegistry meters) {
		this.escalations = escalations;
		this.webhook = webhook;
		this.journal = journal;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
		this.meters = meters;
	}

	/** Starts an attempt for each alert that is due; completes when all have ended. */
	CompletableFuture<Void> check() {
		Instant now = this.clock.instant();
		List<DueEscalation> due = this.escalations.due(now.minus(this.settings.after()), now, this.settings.attempts());
		return CompletableFuture.allOf(due.stream().map((one) -> attempt(one, now)).toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<Void> attempt(DueEscalation due, Instant now) {
		Duration pause = this.settings.pauseAfter(due.attempts() + 1);
		return this.journal.write((transaction) -> this.escalations.claim(transaction.jdbc(), due, now.plus(pause)))
			.thenCompose(
					(claimed) -> claimed ? this.webhook.send(due, now).thenCompose((_) -> markEscalated(due.alert()))
							: CompletableFuture.<Void>completedFuture(null))
			.handle((_, failure) -> {
				report(due, failure);
				return null;
			});
	}

	private CompletableFuture<Void> markEscalated(Alert alert) {
		return this.journal.write(alert.engagement(), (transaction) -> {
			markEscalated(transaction, alert);
			return true;
		}).thenAccept((_) -> this.meters.counter("parley.alert.escalations", "outcome", "told").increment());
	}

	private void markEscalated(JournalTransaction transaction, Alert alert) {
		if (this.escalations.markEscalated(transaction.jdbc(), alert.id(), transaction.now())) {
			this.events.appendEscalated(transaction, PARLEY, alert);
		}
	}

	private void report(DueEscalation due, @Nullable Throwable failure) {
		if (failure == null) {
			return;
		}
		this.meters.counter("parley.alert.escalations", "outcome", "failed").increment();
		int attempt = due.attempts() + 1;
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		if (attempt < this.settings.attempts()) {
			log.warn("Attempt {} to escalate alert {} failed, will retry: {}", attempt, due.alert().id(),
					cause.toString());
		}
		else {
			log.error("Attempt {} to escalate alert {} failed, giving up: {}", attempt, due.alert().id(),
					cause.toString());
		}
	}

}
