package dev.parley.identity.people;

import java.sql.Types;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.identity.IdentityProperties;
import dev.parley.identity.IdentityProperties.Issuer;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.RejectedException;

/** Binds users to their identities at the configured external issuers. */
@Component
class ExternalIdentities {

	/** The limit of OpenID Connect. */
	private static final int MAX_SUBJECT_LENGTH = 255;

	private final JdbcClient jdbc;

	private final List<String> issuers;

	private final Clock clock;

	ExternalIdentities(JdbcClient jdbc, IdentityProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.issuers = properties.issuers().stream().map(Issuer::issuer).toList();
		this.clock = clock;
	}

	/**
	 * Binds the user, inside a transaction. If this changes or removes an existing
	 * binding, every token issued so far is revoked.
	 * @param identity null to unbind
	 */
	void bind(String user, @Nullable ExternalIdentity identity) {
		if (identity != null) {
			check(identity);
		}
		try {
			update(user, identity);
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"Another user is bound to this issuer and subject. Unbind that user first.");
		}
	}

	private void check(ExternalIdentity identity) {
		if (!this.issuers.contains(identity.issuer())) {
			throw RejectedException.invalid("external.issuer", this.issuers.isEmpty()
					? "No external issuer is configured. Add one to parley.identity.issuers."
					: "This issuer is not configured. It must be one of " + String.join(", ", this.issuers) + ".");
		}
		FieldRules.line("external.subject", identity.subject(), MAX_SUBJECT_LENGTH);
	}

	private void update(String user, @Nullable ExternalIdentity identity) {
		this.jdbc
			.sql("update app_user set issuer = :issuer, subject = :subject, valid_from = case"
					+ " when issuer is null or (issuer = :issuer and subject = :subject) then valid_from"
					+ " else :now end where id = :id")
			.param("issuer", (identity != null) ? identity.issuer() : null, Types.VARCHAR)
			.param("subject", (identity != null) ? identity.subject() : null, Types.VARCHAR)
			.param("now", this.clock.millis())
			.param("id", user)
			.update();
	}

}
