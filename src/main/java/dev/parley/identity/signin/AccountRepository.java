package dev.parley.identity.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.identity.token.ExternalUserLookup;

/** Reads and changes the columns of users that sign-in needs. */
@Repository
class AccountRepository implements ExternalUserLookup {

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final Clock clock;

	AccountRepository(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads, Clock clock) {
		this.jdbc = jdbc;
		this.reads = reads;
		this.clock = clock;
	}

	/**
	 * The user with their grants. Empty if the user does not exist, is disabled, or is a
	 * machine without a valid API key.
	 */
	Optional<Account> find(String userId) {
		List<AccountRow> rows = this.reads.sql("""
				select u.id, u.name, u.valid_from, g.role, g.organisation_id, g.manager
				from app_user u left join user_grant g on g.user_id = u.id
				where u.id = :id and u.disabled = 0 and (u.kind = 'PERSON' or exists (
					select 1 from api_key k where k.user_id = u.id and k.revoked_at is null
					and (k.expires_at is null or k.expires_at > :now)))
				""").param("id", userId).param("now", this.clock.millis()).query(AccountRepository::row).list();
		if (rows.isEmpty()) {
			return Optional.empty();
		}
		Set<Grant> grants = new HashSet<>();
		for (AccountRow row : rows) {
			if (row.grant() != null) {
				grants.add(row.grant());
			}
		}
		AccountRow user = rows.getFirst();
		return Optional
			.of(new Account(new Caller(user.id(), user.name(), grants), user.validFrom(), endedSessions(userId)));
	}

	/** The user with this email address, disabled or not. */
	Optional<SignInUser> findByEmail(String email) {
		return this.reads.sql("select id, email, password_hash, disabled from app_user where email = :email")
			.param("email", email)
			.query(AccountRepository::signInUser)
			.optional();
	}

	Optional<SignInUser> findPerson(String userId) {
		return this.reads
			.sql("select id, email, password_hash, disabled from app_user where id = :id and kind = 'PERSON'")
			.param("id", userId)
			.query(AccountRepository::signInUser)
			.optional();
	}

	@Override
	public Optional<String> findBySubject(String issuer, String subject) {
		return this.reads.sql("select id from app_user where issuer = :issuer and subject = :subject")
			.param("issuer", issuer)
			.param("subject", subject)
			.query(String.class)
			.optional();
	}

	void setPassword(String userId, String hash) {
		this.jdbc.sql("update app_user set password_hash = :hash where id = :id")
			.param("hash", hash)
			.param("id", userId)
			.update();
	}

	/** Revokes every credential issued to the user before this moment. */
	void setValidFrom(String userId, Instant moment) {
		this.jdbc.sql("update app_user set valid_from = :moment where id = :id")
			.param("moment", moment.toEpochMilli())
			.param("id", userId)
			.update();
	}

	private Set<String> endedSessions(String userId) {
		return this.reads.sql("select id from session where user_id = :id and ended_at is not null")
			.param("id", userId)
			.query((row, number) -> row.getString("id"))
			.set();
	}

	private static AccountRow row(ResultSet row, int number) throws SQLException {
		return new AccountRow(row.getString("id"), row.getString("name"),
				Instant.ofEpochMilli(row.getLong("valid_from")), grant(row));
	}

	private static @Nullable Grant grant(ResultSet row) throws SQLException {
		String role = row.getString("role");
		if (role == null) {
			return null;
		}
		return new Grant(Role.valueOf(role), row.getString("organisation_id"), row.getInt("manager") != 0);
	}

	private static SignInUser signInUser(ResultSet row, int number) throws SQLException {
		return new SignInUser(Objects.requireNonNull(row.getString("id")), row.getString("email"),
				row.getString("password_hash"), row.getInt("disabled") != 0);
	}

	private record AccountRow(String id, String name, Instant validFrom, @Nullable Grant grant) {

	}

}
