package dev.parley.identity;

import java.sql.Types;
import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Inserts organisations, users and API keys into the database of a test. */
public final class People {

	private final JdbcClient jdbc;

	private final Clock clock;

	public People(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Deletes everything except the MSP northwind and its client globex. */
	public void reset() {
		for (String table : new String[] { "invitation", "refresh_token", "session", "ticket", "api_key", "user_grant",
				"app_user" }) {
			this.jdbc.sql("delete from " + table).update();
		}
		this.jdbc.sql("""
				insert into organisation (id, kind, name, msp_id, created_at)
				values ('northwind', 'MSP', 'Northwind', null, 0), ('globex', 'CLIENT', 'Globex', 'northwind', 0)
				on conflict (id) do nothing
				""").update();
	}

	/** A person with the email address {@code <id>@northwind.example}. */
	public void person(String id, @Nullable String passwordHash) {
		this.jdbc.sql("""
				insert into app_user (id, kind, email, name, password_hash, created_at)
				values (:id, 'PERSON', :email, :name, :hash, :now)
				""")
			.param("id", id)
			.param("email", id + "@northwind.example")
			.param("name", Character.toUpperCase(id.charAt(0)) + id.substring(1))
			.param("hash", passwordHash, Types.VARCHAR)
			.param("now", this.clock.millis())
			.update();
	}

	public void grant(String user, Role role, @Nullable String organisation) {
		this.jdbc.sql("insert into user_grant (user_id, role, organisation_id) values (:user, :role, :organisation)")
			.param("user", user)
			.param("role", role.name())
			.param("organisation", organisation, Types.VARCHAR)
			.update();
	}

	public void withdrawGrants(String user) {
		this.jdbc.sql("delete from user_grant where user_id = :user").param("user", user).update();
	}

	public void disable(String user) {
		this.jdbc.sql("update app_user set disabled = 1 where id = :user").param("user", user).update();
	}

	public void bind(String user, String issuer, String subject) {
		this.jdbc.sql("update app_user set issuer = :issuer, subject = :subject where id = :user")
			.param("issuer", issuer)
			.param("subject", subject)
			.param("user", user)
			.update();
	}

	/**
	 * An API key of globex and its machine, which has the same name.
	 * @param expiresAt epoch milliseconds; null for never
	 */
	public void apiKey(String machine, String key, String createdBy, @Nullable Long expiresAt) {
		this.jdbc.sql("insert into app_user (id, kind, name, created_at) values (:id, 'MACHINE', :id, 0)")
			.param("id", machine)
			.update();
		grant(machine, Role.CLIENT, "globex");
		this.jdbc
			.sql("""
					insert into api_key (id, hash, prefix, name, user_id, organisation_id, created_by, created_at, expires_at)
					values (:id, :hash, 'pk_', :id, :id, 'globex', :creator, :now, :expiresAt)
					""")
			.param("id", machine)
			.param("hash", Secrets.hash(key))
			.param("creator", createdBy)
			.param("now", this.clock.millis())
			.param("expiresAt", expiresAt, Types.BIGINT)
			.update();
	}

	public void revokeKey(String machine) {
		this.jdbc.sql("update api_key set revoked_at = :now where id = :id")
			.param("now", this.clock.millis())
			.param("id", machine)
			.update();
	}

}
