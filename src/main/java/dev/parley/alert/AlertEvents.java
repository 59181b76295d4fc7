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
import dev.parley.protocol.EventData.AlertRaised;
import dev.parley.protocol.EventData.AlertUpdate;
import dev.parley.protocol.EventData;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;

/** What the record says about alerts. */
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

	/** Tells of a change, with the alert as it is after it. */
	Appended append(JournalTransaction transaction, Person author, @Nullable String requestId, Alert alert,
			String change, @Nullable String comment) {
		AlertUpdate data = new AlertUpdate(author, alert.id(), alert.severity(), alert.title(), alert.detail(),
				alert.state(), change, comment, alert.occurrences());
		return append(transaction, alert.engagement(), requestId, alert.severity(), data);
	}

	private Appended append(JournalTransaction transaction, String engagement, @Nullable String requestId,
			String severity, EventData data) {
		boolean urgent = Severity.of(severity).isUrgent();
		return transaction.append(new Entry(engagement, data.type(), data.author().id(), requestId, null,
				this.codec.encodeData(data), urgent));
	}

	/**
	 * What this request was answered before. Asked for before anything else, because by
	 * now the same words might raise a new alert where they repeated an open one then, or
	 * the other way about.
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
						"This id was used for something else; choose a new one for each request.");
			}
			Alert alert = this.alerts.find(transaction.jdbc(), raise.engagement(), id)
				.orElseThrow(() -> RejectedException.notFound("alert"));
			return new AlertChange(alert, new Appended(event.engagement(), event.seq(), true), false);
		});
	}

	/** The fields of an event that tell which alert it is about. */
	private record Mention(@Nullable String alert, @Nullable String change) {
	}

}
