package dev.parley.alert;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import dev.parley.engagement.EngagementAccess;
import dev.parley.engagement.EngagementReference;
import dev.parley.identity.Caller;
import dev.parley.journal.Appended;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Person;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Raises, acknowledges and resolves alerts. A request that is not allowed fails with a
 * {@link RejectedException}, thrown or in the future; a future completes after the
 * commit.
 */
@Service
public class AlertService {

	private final EngagementAccess access;

	private final Journal journal;

	private final AlertRepository alerts;

	private final AlertEvents events;

	private final NewIds ids;

	AlertService(EngagementAccess access, Journal journal, AlertRepository alerts, AlertEvents events, NewIds ids) {
		this.access = access;
		this.journal = journal;
		this.alerts = alerts;
		this.events = events;
		this.ids = ids;
	}

	/**
	 * Raises an alert. If an open alert of the engagement has the same de-duplication
	 * key, counts another occurrence of that alert instead. Rejected in a closed
	 * engagement, whose open alerts can still be acknowledged and resolved.
	 */
	public CompletableFuture<AlertChange> raise(Caller caller, RaiseAlert raise) {
		EngagementReference engagement = this.access.require(caller, raise.engagement());
		return this.journal.write(engagement.id(), (transaction) -> raise(transaction, engagement.person(), raise));
	}

	/** Records that the caller is handling the alert. */
	public CompletableFuture<AlertChange> acknowledge(Caller caller, AcknowledgeAlert message) {
		EngagementReference engagement = this.access.require(caller, message.engagement());
		return this.journal.write(engagement.id(), (transaction) -> {
			Alert alert = require(transaction, engagement, message.alert());
			return change(transaction, engagement.person(), message.id(), alert,
					alert.acknowledged(engagement.person(), transaction.now(), message.comment()));
		});
	}

	/** Records that the alert is over. */
	public CompletableFuture<AlertChange> resolve(Caller caller, ResolveAlert message) {
		EngagementReference engagement = this.access.require(caller, message.engagement());
		return this.journal.write(engagement.id(), (transaction) -> {
			Alert alert = require(transaction, engagement, message.alert());
			return change(transaction, engagement.person(), message.id(), alert,
					alert.resolved(engagement.person(), transaction.now(), message.comment()));
		});
	}

	/** Resolves the open alert with this de-duplication key, if there is one. */
	CompletableFuture<Optional<AlertChange>> resolveOpen(Caller caller, String engagementId, String dedupKey) {
		EngagementReference engagement = this.access.require(caller, engagementId);
		return this.journal.write(engagement.id(),
				(transaction) -> this.alerts.findOpen(transaction.jdbc(), engagement.id(), dedupKey)
					.map((open) -> change(transaction, engagement.person(), null, open,
							open.resolved(engagement.person(), transaction.now(), null))));
	}

	private AlertChange raise(JournalTransaction transaction, Person person, RaiseAlert raise) {
		Optional<AlertChange> earlier = this.events.earlier(transaction, person.id(), raise);
		if (earlier.isPresent()) {
			return earlier.get();
		}
		this.access.requireOpen(transaction, raise.engagement());
		String dedupKey = raise.dedupKey();
		Optional<Alert> open = (dedupKey != null)
				? this.alerts.findOpen(transaction.jdbc(), raise.engagement(), dedupKey) : Optional.empty();
		return open.map((alert) -> repeat(transaction, person, raise, alert))
			.orElseGet(() -> create(transaction, person, raise));
	}

	private AlertChange repeat(JournalTransaction transaction, Person person, RaiseAlert raise, Alert open) {
		Alert repeated = open.repeated();
		Appended appended = this.events.append(transaction, person, raise.id(), repeated, "repeated", null);
		this.alerts.update(transaction.jdbc(), repeated);
		return new AlertChange(repeated, appended, false);
	}

	private AlertChange create(JournalTransaction transaction, Person person, RaiseAlert raise) {
		String id = this.ids.next();
		Appended appended = this.events.appendRaised(transaction, person, id, raise);
		Alert alert = new Alert(id, raise.engagement(), appended.seq(), raise.severity(), raise.title(), raise.detail(),
				AlertState.RAISED.wire(), raise.dedupKey(), 1, person, transaction.now(), null, null, null, null, null);
		this.alerts.insert(transaction.jdbc(), alert);
		return new AlertChange(alert, appended, true);
	}

	/**
	 * Appends before checking the state, so that a repeated request gets its first answer
	 * whatever the alert's state is now.
	 */
	private AlertChange change(JournalTransaction transaction, Person person, @Nullable String id, Alert before,
			Alert after) {
		String comment = after.comment();
		Appended appended = this.events.append(transaction, person, id, after, after.state(), comment);
		if (appended.duplicate()) {
			return new AlertChange(before, appended, false);
		}
		checkChange(before, after);
		this.alerts.update(transaction.jdbc(), after);
		return new AlertChange(after, appended, false);
	}

	private static void checkChange(Alert before, Alert after) {
		AlertState state = AlertState.of(before.state());
		if (state == AlertState.RESOLVED || before.state().equals(after.state())) {
			Person by = (state == AlertState.RESOLVED) ? before.resolvedBy() : before.acknowledgedBy();
			throw new RejectedException(ErrorCode.CONFLICT, "The alert is already " + before.state()
					+ ((by != null) ? " by " + by.name() : "") + "; it can no longer become " + after.state() + ".");
		}
	}

	private Alert require(JournalTransaction transaction, EngagementReference engagement, String alert) {
		return this.alerts.find(transaction.jdbc(), engagement.id(), alert)
			.orElseThrow(() -> RejectedException.notFound("alert"));
	}

}
