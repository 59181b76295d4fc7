package dev.parley.system.support;

import java.time.Duration;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.token.TokenService;

/**
 * The people of the live tests: mia of the MSP northwind, gil of its client globex and
 * ian of its client initech; lena of the MSP contoso, hana of its client hooli; dana of
 * globex and contoso both; root, who runs the installation.
 */
public final class Cast {

	private static final Duration LONG = Duration.ofHours(1);

	private final JdbcClient jdbc;

	private final TokenService tokens;

	private final AccessChanges changes;

	public Cast(JdbcClient jdbc, TokenService tokens, AccessChanges changes) {
		this.jdbc = jdbc;
		this.tokens = tokens;
		this.changes = changes;
		organisation("northwind", null);
		organisation("globex", "northwind");
		organisation("initech", "northwind");
		organisation("contoso", null);
		organisation("hooli", "contoso");
		user("mia", "MSP", "northwind");
		user("gil", "CLIENT", "globex");
		user("ian", "CLIENT", "initech");
		user("lena", "MSP", "contoso");
		user("hana", "CLIENT", "hooli");
		user("dana", "CLIENT", "globex");
		grant("dana", "MSP", "contoso");
		user("root", "ADMIN", null);
	}

	/** A token that outlives the test. */
	public String token(String user) {
		return token(user, LONG);
	}

	public String token(String user, Duration lifetime) {
		return this.tokens.issue(user, null, lifetime);
	}

	/** A new engagement of globex, which mia, gil and dana see. */
	public String engagement() {
		return engagement("northwind", "globex");
	}

	/** A new engagement without events. */
	public String engagement(String msp, String client) {
		return engagement(client + "-" + UUID.randomUUID(), msp, client);
	}

	/** A new engagement with this id. */
	public String engagement(String id, String msp, String client) {
		this.jdbc.sql("""
				insert into engagement (id, msp_id, client_id, title, status, created_by, created_at, updated_at)
				values (:id, :msp, :client, :id, 'open', 'root', 0, 0)
				""").param("id", id).param("msp", msp).param("client", client).update();
		return id;
	}

	/**
	 * A new user; returns the id.
	 */
	public String newcomer(String role, String organisation) {
		String id = "u-" + UUID.randomUUID();
		user(id, role, organisation);
		return id;
	}

	/**
	 * A new MSP without users.
	 */
	public String newMsp() {
		return newClient(null);
	}

	/** A new client of that MSP. */
	public String newClient(String msp) {
		String id = "o-" + UUID.randomUUID().toString().substring(0, 8);
		organisation(id, msp);
		return id;
	}

	public void grant(String user, String role, String organisation) {
		this.jdbc.sql("insert into user_grant (user_id, role, organisation_id) values (:user, :role, :organisation)")
			.param("user", user)
			.param("role", role)
			.param("organisation", organisation)
			.update();
		this.changes.changed(user);
	}

	public void withdraw(String user, String organisation) {
		this.jdbc.sql("delete from user_grant where user_id = :user and organisation_id = :organisation")
			.param("user", user)
			.param("organisation", organisation)
			.update();
		this.changes.changed(user);
	}

	public void disable(String user) {
		this.jdbc.sql("update app_user set disabled = 1 where id = :user").param("user", user).update();
		this.changes.changed(user);
	}

	private void organisation(String id, String msp) {
		this.jdbc.sql("insert into organisation (id, kind, name, msp_id, created_at) values (:id, :kind, :id, :msp, 0)")
			.param("id", id)
			.param("kind", (msp != null) ? "CLIENT" : "MSP")
			.param("msp", msp)
			.update();
	}

	private void user(String id, String role, String organisation) {
		this.jdbc.sql("insert into app_user (id, kind, email, name, created_at) values (:id, 'PERSON', :email, :id, 0)")
			.param("id", id)
			.param("email", id + "@example.com")
			.update();
		grant(id, role, organisation);
	}

}
