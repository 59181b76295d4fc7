package dev.parley.alert;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import dev.parley.journal.Appended;
import dev.parley.journal.Entry;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.EventData;
import dev.parley.protocol.EventData.AlertRaised;
import dev.parley.protocol.EventData.AlertUpdate;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;
import dev.parley.protocol.Severity;

/** Appends the events of alerts to the journal. */
@Component
class AlertEvents {

	private final AlertRepository alerts;

	private final ProtocolCodec codec;

	private final JsonMapper mapper;

	AlertEvents(AlertRepository alerts, ProtocolCodec codec, JsonMapper mapper) {
		this.alerts = alerts;
		this.codec = codec;
		this.mapper = mapper;
	}

	Appended appendRaised(JournalTransaction transaction, Person author, String alert, RaiseAlert raise) {
		AlertRaised data = new AlertRaised(author, alert, raise.severity(), raise.title(), raise.detail(),
				raise.dedupKey(), AlertState.RAISED.wire(), 1);
		return append(transaction, raise.engagement(), raise.id(), raise.severity(), data);
	}

	/** Appends a change, with the state of the alert after it. */
	Appended append(JournalTransaction transaction, Person author, @Nullable String requestId, Alert alert,
			String change, @Nullable String comment) {
		AlertUpdate data = new AlertUpdate(author, alert.id(), alert.severity(), alert.title(), alert.detail(),
				alert.state(), change, comment, alert.occurrences());
		return append(transaction, alert.engagement(), requestId, alert.severity(), data);
	}

	/** Appends the escalation of an alert, with its current state. */
	Appended appendEscalated(JournalTransaction transaction, Person author, Alert alert) {
		Alert current = this.alerts.find(transaction.jdbc(), alert.engagement(), alert.id()).orElse(alert);
		return append(transaction, author, null, current, "escalated", null);
	}

	private Appended append(JournalTransaction transaction, String engagement, @Nullable String requestId,
			String severity, EventData data) {
		boolean urgent = Severity.of(severity).isUrgent();
		return transaction.append(Entry.of(engagement, requestId, data, this.codec).urgent(urgent));
	}

	/**
	 * The earlier answer to this request, if it is a repetition. Must be looked up first:
	 * by now the same request might raise a new alert where it counted an occurrence
	 * before, or the other way round.
	 */
	Optional<AlertChange> earlier(JournalTransaction transaction, String actor, RaiseAlert raise) {
		if (raise.id() == null) {
			return Optional.empty();
		}
		return transaction.find(actor, raise.id()).map((event) -> {
			Mention mention = this.mapper.readValue(event.data(), Mention.class);
			String id = mention.alert();
			boolean raised = AlertRaised.TYPE.equals(event.type())
					|| (AlertUpdate.TYPE.equals(event.type()) && "repeated".equals(mention.change()));
			if (!raised || id == null || !event.engagement().equals(raise.engagement())) {
				throw new RejectedException(ErrorCode.ID_REUSED,
						"This id was used for another request. Use a new id for each.");
			}
			Alert alert = this.alerts.find(transaction.jdbc(), raise.engagement(), id)
				.orElseThrow(() -> RejectedException.notFound("alert"));
			return new AlertChange(alert, new Appended(event.engagement(), event.seq(), true), false);
		});
	}

	/** The fields of an event that identify the alert and the change. */
	private record Mention(@Nullable String alert, @Nullable String change) {
	}

}
