package dev.parley.engagement;

import org.springframework.stereotype.Component;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Person;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.Audience;

/** Checks the caller's access to an engagement. Every request goes through here. */
@Component
public class EngagementAccess {

	private final Journal journal;

	EngagementAccess(Journal journal) {
		this.journal = journal;
	}

	/**
	 * Finds the engagement and the role in which the caller acts there. Also checks the
	 * id, which may come from a URL instead of a client message.
	 * @throws RejectedException with NOT_FOUND if the engagement does not exist or is out
	 * of the caller's scope, without telling which; with BAD_REQUEST if the id is invalid
	 */
	public EngagementReference require(Caller caller, String engagement) {
		FieldRules.id("engagement", engagement);
		Audience audience = this.journal.audience(engagement).orElseThrow(EngagementAccess::notFound);
		Grant grant = caller.actingFor(audience.msp(), audience.client()).orElseThrow(EngagementAccess::notFound);
		Person person = new Person(caller.id(), caller.name(), grant.role().name(), grant.organisation());
		return new EngagementReference(engagement, audience, person);
	}

	/**
	 * Rejects a request that needs an open engagement. A unit of work that holds the
	 * engagement's lock can rely on the result until it commits. Without the lock, as for
	 * counters on PostgreSQL, the engagement may be closed concurrently.
	 * @throws RejectedException with CONFLICT if the engagement is closed
	 */
	public void requireOpen(JournalTransaction transaction, String engagement) {
		boolean closed = transaction.jdbc()
			.sql("select status from engagement where id = ?")
			.param(engagement)
			.query(String.class)
			.single()
			.equals(EngagementStatus.CLOSED.wire());
		if (closed) {
			throw RejectedException.closed();
		}
	}

	private static RejectedException notFound() {
		return RejectedException.notFound("engagement");
	}

}
