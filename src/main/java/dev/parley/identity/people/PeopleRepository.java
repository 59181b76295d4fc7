package dev.parley.identity.people;

import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.identity.Caller;
import dev.parley.identity.OrganisationScope;
import dev.parley.protocol.Person;

@Repository
class PeopleRepository {

	private final JdbcClient reads;

	PeopleRepository(@Qualifier("reads") JdbcClient reads) {
		this.reads = reads;
	}

	/**
	 * The people of the organisations that the caller sees, sorted by name, one entry per
	 * organisation. Without machines and disabled users.
	 */
	List<Person> around(Caller caller) {
		return this.reads
			.sql("select u.id, u.name, g.role, g.organisation_id from app_user u"
					+ " join user_grant g on g.user_id = u.id join organisation o on o.id = g.organisation_id"
					+ " where u.kind = 'PERSON' and u.disabled = 0 and " + OrganisationScope.VISIBLE
					+ " order by lower(u.name), u.id, o.kind desc, o.id")
			.params(OrganisationScope.of(caller))
			.query((row, number) -> new Person(row.getString("id"), row.getString("name"), row.getString("role"),
					row.getString("organisation_id")))
			.list();
	}

}
