package dev.parley.alert;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.parley.engagement.EngagementAccess;
import dev.parley.engagement.EngagementReference;
import dev.parley.engagement.RequestId;
import dev.parley.engagement.TextRule;
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
import org.jspecify.annotations.Nullable;

/**
 * The life of an alert: raised, acknowledged, resolved. A request that breaks a rule is
 * refused by a {@link RejectedException}, thrown or in the future; a future completes
 * after the commit.
 */
public class AlertService {

	private static final TextRule TITLE = new TextRule("title", 200, false);

	private static final TextRule DETAIL = new TextRule("detail", 4000, true);

	private static final TextRule DEDUP_KEY = new TextRule("dedupKey", 200, false);

	private static final TextRule COMMENT = new TextRule("comment", 1000, true);

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
	 * Raises an alert; with a de-duplication key that an open alert of the engagement has
	 * it is one more occurrence of that.
	 */
	public CompletableFuture<AlertChange> raise(Caller caller, RaiseAlert raise) {
		RequestId.check("id", raise.id());
		RaiseAlert checked = new RaiseAlert(raise.id(), raise.engagement(), Severity.of(raise.severity()).wire(),
				TITLE.check(raise.title()), DETAIL.checkOptional(raise.detail()),
				DEDUP_KEY.checkOptional(raise.dedupKey()));
		EngagementReference engagement = this.access.require(caller, raise.engagement());
		return this.journal.write(engagement.id(), (transaction) -> raise(transaction, engagement.person(), checked));
	}

	/** Says that somebody looks after the alert. */
	public CompletableFuture<AlertChange> acknowledge(Caller caller, AcknowledgeAlert message) {
		RequestId.check("id", message.id());
		String comment = COMMENT.checkOptional(message.comment());
		EngagementReference engagement = this.access.require(caller, message.engagement());
		return this.journal.write(engagement.id(), (transaction) -> {
			Alert alert = require(transaction, engagement, message.alert());
			return change(transaction, engagement.person(), message.id(), alert,
					alert.acknowledged(engagement.person(), transaction.now(), comment));
		});
	}

	/** Says that the alert is over. */
	public CompletableFuture<AlertChange> resolve(Caller caller, ResolveAlert message) {
		RequestId.check("id", message.id());
		String comment = COMMENT.checkOptional(message.comment());
		EngagementReference engagement = this.access.require(caller, message.engagement());
		return this.journal.write(engagement.id(), (transaction) -> {
			Alert alert = require(transaction, engagement, message.alert());
			return change(transaction, engagement.person(), message.id(), alert,
					alert.resolved(engagement.person(), transaction.now(), comment));
		});
	}

	private AlertChange raise(JournalTransaction transaction, Person person, RaiseAlert raise) {
		Optional<AlertChange> earlier = this.events.earlier(transaction, person.id(), raise);
		if (earlier.isPresent()) {
			return earlier.get();
		}
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
	 * Appends first: a repetition is answered like the first time, whatever the alert's
	 * state is by now.
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
