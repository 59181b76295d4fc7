package dev.parley.identity.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.identity.Authenticated;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.Secrets;

/**
 * Tickets replace access tokens in URLs. Each can be used once, on any node, and expires
 * within seconds.
 */
@Component
class Tickets {

	private final JdbcClient jdbc;

	private final Secrets secrets;

	private final IdentityProperties properties;

	private final Clock clock;

	Tickets(JdbcClient jdbc, Secrets secrets, IdentityProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.secrets = secrets;
		this.properties = properties;
		this.clock = clock;
	}

	/** A ticket with the access of the credential. */
	String issue(Authenticated authenticated) {
		String ticket = this.secrets.create("");
		Instant expiresAt = authenticated.expiresAt();
		this.jdbc.sql("""
				insert into ticket (hash, user_id, session_id, token_issued_at, token_expires_at, expires_at)
				values (:hash, :user, :session, :issuedAt, :tokenExpiresAt, :expiresAt)
				""")
			.param("hash", Secrets.hash(ticket))
			.param("user", authenticated.caller().id())
			.param("session", authenticated.session())
			.param("issuedAt", authenticated.issuedAt().toEpochMilli())
			.param("tokenExpiresAt", (expiresAt != null) ? expiresAt.toEpochMilli() : null)
			.param("expiresAt", this.clock.instant().plus(this.properties.ticketLifetime()).toEpochMilli())
			.update();
		return ticket;
	}

	/** Uses up the ticket; empty if it is unknown, used or expired. */
	Optional<Redeemed> redeem(String ticket) {
		return this.jdbc.sql("""
				delete from ticket where hash = :hash
				returning user_id, session_id, token_issued_at, token_expires_at, expires_at
				""")
			.param("hash", Secrets.hash(ticket))
			.query(Tickets::redeemed)
			.optional()
			.filter((redeemed) -> this.clock.millis() < redeemed.ticketExpiresAt());
	}

	/** Deletes expired tickets. */
	void purge() {
		this.jdbc.sql("delete from ticket where expires_at < :now").param("now", this.clock.millis()).update();
	}

	private static Redeemed redeemed(ResultSet row, int number) throws SQLException {
		long expires = row.getLong("token_expires_at");
		Instant expiresAt = row.wasNull() ? null : Instant.ofEpochMilli(expires);
		return new Redeemed(row.getString("user_id"), row.getString("session_id"),
				Instant.ofEpochMilli(row.getLong("token_issued_at")), expiresAt, row.getLong("expires_at"));
	}

	/** The user of a ticket and the credential that it was requested with. */
	record Redeemed(String userId, @Nullable String session, Instant issuedAt, @Nullable Instant expiresAt,
			long ticketExpiresAt) {

	}

}
