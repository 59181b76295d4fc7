package dev.parley.identity.people;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.identity.Caller;
import dev.parley.identity.people.UserChange.Binding;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.identity.people.Installation.CORP;
import static dev.parley.identity.people.Installation.ROOT;
import static dev.parley.identity.people.Installation.ofClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EveryDatabase
class ExternalIdentitiesTests {

	private static final ExternalIdentity GIL_AT_CORP = new ExternalIdentity(CORP, "subject-1");

	private final Database database;

	private Installation installation;

	private Caller gil;

	ExternalIdentitiesTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void people() {
		this.installation = new Installation(this.database).withTwoMsps();
		this.gil = this.installation.user("gil", ofClient("globex", true));
		this.installation.user("dana", ofClient("globex", false));
	}

	@Test
	void bindsAUserToASubject() {
		assertThat(bind("gil", GIL_AT_CORP, 1).external()).isEqualTo(GIL_AT_CORP);
		assertThat(boundToSubject("subject-1")).containsExactly("gil");
		assertThat(this.installation.changed).containsExactly("gil");
	}

	@Test
	void onlyAdministratorsSeeTheExternalIdentity() {
		bind("gil", GIL_AT_CORP, 1);
		assertThat(this.installation.users.read(ROOT, "gil").external()).isEqualTo(GIL_AT_CORP);
		assertThat(this.installation.users.read(this.gil, "gil").external()).isNull();
	}

	@Test
	void unbindingRevokesTheTokensOfAUser() {
		bind("gil", GIL_AT_CORP, 1);
		Instant issued = Instant.now().minusSeconds(1);
		assertThat(admits("gil", issued)).isTrue();

		assertThat(bind("gil", null, 2).external()).isNull();
		assertThat(boundToSubject("subject-1")).isEmpty();
		assertThat(admits("gil", issued)).isFalse();
	}

	@Test
	void onlyAChangedBindingRevokesTokens() {
		bind("gil", GIL_AT_CORP, 1);
		Instant issued = Instant.now().minusSeconds(1);
		bind("gil", GIL_AT_CORP, 2);
		assertThat(admits("gil", issued)).isTrue();

		bind("gil", new ExternalIdentity(CORP, "subject-2"), 3);
		assertThat(admits("gil", issued)).isFalse();
	}

	@Test
	void aSubjectBelongsToOneUser() {
		bind("gil", GIL_AT_CORP, 1);
		Refusal.with(ErrorCode.CONFLICT, () -> bind("dana", GIL_AT_CORP, 1));
		assertThat(this.installation.users.read(ROOT, "dana").version()).isEqualTo(1);

		bind("gil", null, 2);
		assertThat(bind("dana", GIL_AT_CORP, 1).external()).isEqualTo(GIL_AT_CORP);
	}

	@Test
	void anUnknownIssuerIsRejectedWithTheConfiguredOnes() {
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> bind("gil", new ExternalIdentity(CORP + "/", "subject-1"), 1))
			.withMessageContaining(CORP + ".")
			.satisfies((rejected) -> assertThat(rejected.field()).isEqualTo("external.issuer"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\nb", "a\u0000b", "\ud83d" })
	void rejectsAnInvalidSubject(String subject) {
		Refusal.with(ErrorCode.BAD_REQUEST, () -> bind("gil", new ExternalIdentity(CORP, subject), 1));
		Refusal.with(ErrorCode.BAD_REQUEST, () -> bind("gil", new ExternalIdentity(CORP, "x".repeat(256)), 1));
	}

	@Test
	void onlyAdministratorsBindUsers() {
		UserChange change = new UserChange(null, null, new Binding(GIL_AT_CORP));
		Refusal.with(ErrorCode.FORBIDDEN, () -> this.installation.users.change(this.gil, "gil", change, 1));
		Refusal.with(ErrorCode.FORBIDDEN, () -> this.installation.users.change(this.gil, "dana", change, 1));
	}

	private User bind(String user, @Nullable ExternalIdentity identity, long version) {
		return this.installation.users.change(ROOT, user, new UserChange(null, null, new Binding(identity)), version);
	}

	private List<String> boundToSubject(String subject) {
		return this.database.jdbc()
			.sql("select id from app_user where issuer = :issuer and subject = :subject")
			.param("issuer", CORP)
			.param("subject", subject)
			.query(String.class)
			.list();
	}

	/** Whether a token issued to the user at this time is still valid. */
	private boolean admits(String user, Instant issued) {
		long validFrom = this.database.jdbc()
			.sql("select valid_from from app_user where id = :id")
			.param("id", user)
			.query(Long.class)
			.single();
		return issued.toEpochMilli() >= validFrom;
	}

}
