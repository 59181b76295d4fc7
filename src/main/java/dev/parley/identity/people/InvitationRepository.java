package dev.parley.identity.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.identity.Caller;
import dev.parley.identity.OrganisationScope;
import dev.parley.identity.Role;
import dev.parley.protocol.Cursor;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

/**
 * Stores invitations. An invitation is open unless it was accepted or revoked, has
 * expired, or its creator may no longer give the grant that it offers.
 */
@Repository
class InvitationRepository {

	private static final String SELECT = """
			select i.id, i.email, i.name, i.role, i.organisation_id, i.manager, i.invited_by, i.created_at, i.expires_at
			from invitation i left join organisation o on o.id = i.organisation_id
			where\s""";

	private static final String UNUSED = "i.accepted_at is null and i.revoked_at is null and i.expires_at > :now";

	/** {@link OrganisationScope#MANAGED} for the creator of the invitation. */
	private static final String STILL_OFFERED = """
			exists (select 1 from app_user u join user_grant g on g.user_id = u.id
				left join organisation target on target.id = i.organisation_id
				where u.id = i.invited_by and u.disabled = 0 and (g.role = 'ADMIN'
					or (g.manager = 1 and g.organisation_id in (target.id, target.msp_id))))""";

	private static final String OPEN = UNUSED + " and " + STILL_OFFERED;

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final Clock clock;

	InvitationRepository(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads, Clock clock) {
		this.jdbc = jdbc;
		this.reads = reads;
		this.clock = clock;
	}

	/** The open invitations to organisations that the caller manages, newest first. */
	Page<Invitation> page(Caller caller, PageRequest request) {
		Cursor after = request.after();
		List<Invitation> invitations = this.reads
			.sql(SELECT + OPEN + " and " + OrganisationScope.MANAGED
					+ ((after != null) ? " and (i.created_at, i.id) < (:at, :id)" : "")
					+ " order by i.created_at desc, i.id desc limit :limit")
			.params(OrganisationScope.of(caller))
			.param("now", this.clock.millis())
			.param("at", (after != null) ? after.number(0) : 0)
			.param("id", (after != null) ? after.text(1) : "")
			.param("limit", request.limitAndOne())
			.query(InvitationRepository::invitation)
			.list();
		return Page.of(invitations, request, (one) -> Cursor.after(one.createdAt().toEpochMilli(), one.id()));
	}

	/** The open invitation with this hash of its secret. */
	Optional<Invitation> findBySecret(String hash) {
		return this.reads.sql(SELECT + OPEN + " and i.hash = :hash")
			.param("now", this.clock.millis())
			.param("hash", hash)
			.query(InvitationRepository::invitation)
			.optional();
	}

	void insert(Invitation invitation, String hash) {
		this.jdbc
			.sql("insert into invitation (id, hash, email, name, role, organisation_id, manager, invited_by,"
					+ " created_at, expires_at) values (:id, :hash, :email, :name, :role, :organisation, :manager,"
					+ " :by, :created, :expires)")
			.param("id", invitation.id())
			.param("hash", hash)
			.param("email", invitation.email())
			.param("name", invitation.name(), Types.VARCHAR)
			.param("role", invitation.role().name())
			.param("organisation", invitation.organisation(), Types.VARCHAR)
			.param("manager", invitation.manager() ? 1 : 0)
			.param("by", invitation.invitedBy())
			.param("created", invitation.createdAt().toEpochMilli())
			.param("expires", invitation.expiresAt().toEpochMilli())
			.update();
	}

	/** False if it is no longer open. */
	boolean accept(String id) {
		return close("accepted_at", id, OPEN);
	}

	/** False if the caller manages no open invitation with this id. */
	boolean revoke(Caller caller, String id) {
		boolean managed = this.reads.sql(SELECT + "i.id = :id and " + OrganisationScope.MANAGED)
			.params(OrganisationScope.of(caller))
			.param("id", id)
			.query(InvitationRepository::invitation)
			.optional()
			.isPresent();
		return managed && close("revoked_at", id, UNUSED);
	}

	private boolean close(String column, String id, String condition) {
		return this.jdbc.sql("update invitation as i set " + column + " = :now where i.id = :id and " + condition)
			.param("now", this.clock.millis())
			.param("id", id)
			.update() == 1;
	}

	private static Invitation invitation(ResultSet row, int number) throws SQLException {
		return new Invitation(row.getString("id"), row.getString("email"), row.getString("name"),
				Role.valueOf(row.getString("role")), row.getString("organisation_id"), row.getInt("manager") != 0,
				row.getString("invited_by"), Instant.ofEpochMilli(row.getLong("created_at")),
				Instant.ofEpochMilli(row.getLong("expires_at")), null);
	}

}
