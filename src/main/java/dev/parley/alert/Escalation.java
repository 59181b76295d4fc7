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
 * Tells somebody outside of critical alerts that nobody acknowledges. Every node looks
 * for them; a claim in the table lets one at a time tell. An attempt that is lost with
 * its node is repeated, so the receiver may hear twice, never not at all.
 */
class Escalation {

	/** Who speaks when nobody does. */
	private static final Person PARLEY = new Person("parley", "Parley", "ADMIN", null);

	private static final Logger log = LoggerFactory.getLogger(Escalation.class);

	private final EscalationRepository escalations;

	private final EscalationWebhook webhook;

	private final Journal journal;

	private final AlertRepository alerts;

	private final AlertEvents events;

	private final AlertProperties.Escalation settings;

	private final Clock clock;

	private final MeterRegistry meters;

	Escalation(EscalationRepository escalations, EscalationWebhook webhook, Journal journal, AlertRepository alerts,
			AlertEvents events, AlertProperties.Escalation settings, Clock clock, MeterRegistry meters) {
		this.escalations = escalations;
		this.webhook = webhook;
		this.journal = journal;
		this.alerts = alerts;
		this.events = events;
		this.settings = settings;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Begins an attempt for each alert that is due; the future completes when all have
	 * ended.
	 */
	CompletableFuture<Void> check() {
		Instant now = this.clock.instant();
		List<DueEscalation> due = this.escalations.due(now.minus(this.settings.after()), now, this.settings.attempts());
		return CompletableFuture.allOf(due.stream().map((one) -> attempt(one, now)).toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<Void> attempt(DueEscalation due, Instant now) {
		Duration pause = this.settings.pauseAfter(due.attempts() + 1);
		return this.journal.write((transaction) -> this.escalations.claim(transaction.jdbc(), due, now.plus(pause)))
			.thenCompose((claimed) -> claimed ? this.webhook.send(due, now).thenCompose((_) -> note(due.alert()))
					: CompletableFuture.<Void>completedFuture(null))
			.handle((_, failure) -> {
				report(due, failure);
				return null;
			});
	}

	private CompletableFuture<Void> note(Alert alert) {
		return this.journal.write(alert.engagement(), (transaction) -> {
			tell(transaction, alert);
			return true;
		}).thenAccept((_) -> this.meters.counter("parley.alert.escalations", "outcome", "told").increment());
	}

	private void tell(JournalTransaction transaction, Alert alert) {
		if (this.escalations.escalated(transaction.jdbc(), alert.id(), transaction.now())) {
			Alert current = this.alerts.find(transaction.jdbc(), alert.engagement(), alert.id()).orElse(alert);
			this.events.append(transaction, PARLEY, null, current, "escalated", null);
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
			log.warn("Attempt {} to escalate alert {} failed and will be repeated: {}", attempt, due.alert().id(),
					cause.toString());
		}
		else {
			log.error("Attempt {} to escalate alert {} failed and was the last: {}", attempt, due.alert().id(),
					cause.toString());
		}
	}

}
