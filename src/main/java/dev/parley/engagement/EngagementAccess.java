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

/** The one door to an engagement: whoever does something in it came through here. */
@Component
public class EngagementAccess {

	private final Journal journal;

	EngagementAccess(Journal journal) {
		this.journal = journal;
	}

	/**
	 * The engagement and who the caller is in it.
	 * @throws RejectedException with NOT_FOUND, the same whether it does not exist or
	 * lies outside the caller's scope; with BAD_REQUEST for what cannot be an id
	 */
	public EngagementReference require(Caller caller, String engagement) {
		FieldRules.id("engagement", engagement);
		Audience audience = this.journal.audience(engagement).orElseThrow(EngagementAccess::notFound);
		Grant grant = caller.actingFor(audience.msp(), audience.client()).orElseThrow(EngagementAccess::notFound);
		Person person = new Person(caller.id(), caller.name(), grant.role().name(), grant.organisation());
		return new EngagementReference(engagement, audience, person);
	}

	/**
	 * Refuses what is only done while an engagement is worked on. In a unit of work that
	 * holds the engagement's lock nobody closes it meanwhile; in another, as that of a
	 * counter on PostgreSQL, somebody may at that very moment.
	 * @throws RejectedException with CONFLICT when it is closed
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
