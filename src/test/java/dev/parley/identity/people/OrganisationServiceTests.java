package dev.parley.identity.people;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.identity.Caller;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.identity.people.Installation.ROOT;
import static dev.parley.identity.people.Installation.ofClient;
import static dev.parley.identity.people.Installation.ofMsp;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class OrganisationServiceTests {

	private final Database database;

	private Installation installation;

	private OrganisationService organisations;

	OrganisationServiceTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void install() {
		this.installation = new Installation(this.database).withTwoMsps();
		this.organisations = this.installation.organisations;
	}

	@Test
	void administratorsSeeAllOrganisations() {
		assertThat(seenBy(ROOT)).containsExactly("contoso", "globex", "hooli", "initech", "northwind");
	}

	@Test
	void anMspSeesItselfAndItsClients() {
		assertThat(seenBy(this.installation.user("mia", ofMsp("northwind", false)))).containsExactly("globex",
				"initech", "northwind");
	}

	@Test
	void aClientSeesItselfAndItsMspButNoOtherClient() {
		assertThat(seenBy(this.installation.user("gil", ofClient("globex", true)))).containsExactly("globex",
				"northwind");
	}

	@Test
	void severalGrantsAddUp() {
		assertThat(seenBy(this.installation.user("dana", ofClient("globex", false), ofMsp("contoso", false))))
			.containsExactly("contoso", "globex", "hooli", "northwind");
	}

	@Test
	void aUserWithoutGrantsSeesNothing() {
		assertThat(seenBy(this.installation.user("nobody"))).isEmpty();
	}

	@Test
	void pagesHaveNoGapsOrRepetitions() {
		List<String> seen = new ArrayList<>();
		@Nullable String next = null;
		do {
			Page<Organisation> page = this.organisations.list(ROOT, null, PageRequest.of(2, next));
			page.items().forEach((organisation) -> seen.add(organisation.id()));
			next = page.next();
		}
		while (next != null);
		assertThat(seen).containsExactly("contoso", "globex", "hooli", "initech", "northwind");
	}

	@Test
	void filtersByKind() {
		assertThat(this.organisations.list(ROOT, OrganisationKind.MSP, PageRequest.of(null, null)).items())
			.extracting(Organisation::id)
			.containsExactly("contoso", "northwind");
	}

	@Test
	void anOrganisationOutOfScopeIsNotFound() {
		Caller gil = this.installation.user("gil", ofClient("globex", true));
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.organisations.read(gil, "initech"));
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.organisations.read(gil, "contoso"));
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.organisations.rename(gil, "initech", "Mine", 1));
	}

	@Test
	void aManagerOfAnMspCreatesClientsOfThatMspOnly() {
		Caller mia = this.installation.user("mia", ofMsp("northwind", true));
		Organisation made = this.organisations.create(mia, OrganisationKind.CLIENT, null, "Umbrella", "northwind");
		assertThat(made.id()).hasSize(36);
		assertThat(this.organisations.read(mia, made.id())).isEqualTo(made);
		Refusal.with(ErrorCode.NOT_FOUND,
				() -> this.organisations.create(mia, OrganisationKind.CLIENT, null, "Umbrella", "contoso"));
	}

	@Test
	void otherUsersCannotCreateOrganisations() {
		Caller noah = this.installation.user("noah", ofMsp("northwind", false));
		Caller gil = this.installation.user("gil", ofClient("globex", true));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.organisations.create(noah, OrganisationKind.CLIENT, null, "Umbrella", "northwind"));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.organisations.create(gil, OrganisationKind.CLIENT, null, "Umbrella", "northwind"));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.organisations.create(gil, OrganisationKind.MSP, null, "Umbrella", null));
	}

	@Test
	void onlyAdministratorsChooseIds() {
		Caller mia = this.installation.user("mia", ofMsp("northwind", true));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.organisations.create(mia, OrganisationKind.CLIENT, "hooli", "Hooli", "northwind"));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.organisations.create(mia, OrganisationKind.CLIENT, "free", "Free", "northwind"));
	}

	@Test
	void rejectsADuplicateId() {
		Refusal.with(ErrorCode.CONFLICT,
				() -> this.organisations.create(ROOT, OrganisationKind.MSP, "globex", "Globex", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", "a-", "A", "a b", "a/b", "ä", "../x",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void rejectsAnIdThatDoesNotFitAUrl(String id) {
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.organisations.create(ROOT, OrganisationKind.MSP, id, "Name", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "a\nb", "a\u0000b", "\u202Eevil", "\ud800" })
	void rejectsAnUnprintableName(String name) {
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.organisations.create(ROOT, OrganisationKind.MSP, "new", name, null));
	}

	@Test
	void acceptsNamesOf120CharactersInAnyScript() {
		String name = "\uD83D\uDE80".repeat(120);
		assertThat(this.organisations.create(ROOT, OrganisationKind.MSP, "new", name, null).name()).isEqualTo(name);
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.organisations.create(ROOT, OrganisationKind.MSP, "newer", name + "x", null));
	}

	@Test
	void aClientNeedsAnMspAndAnMspHasNone() {
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.organisations.create(ROOT, OrganisationKind.CLIENT, "new", "New", null));
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.organisations.create(ROOT, OrganisationKind.MSP, "new", "New", "northwind"));
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.organisations.create(ROOT, OrganisationKind.CLIENT, "new", "New", "globex"));
	}

	@Test
	void renamingNeedsTheCurrentVersion() {
		Caller mia = this.installation.user("mia", ofMsp("northwind", true));
		Organisation renamed = this.organisations.rename(mia, "globex", " Globex Corp ", 1);
		assertThat(renamed).isEqualTo(this.organisations.read(mia, "globex"));
		assertThat(renamed.name()).isEqualTo("Globex Corp");
		Refusal.with(ErrorCode.VERSION_MISMATCH, () -> this.organisations.rename(mia, "globex", "Other", 1));
	}

	@Test
	void onlyManagersRenameAnOrganisation() {
		Caller gil = this.installation.user("gil", ofClient("globex", true));
		Refusal.with(ErrorCode.FORBIDDEN, () -> this.organisations.rename(gil, "northwind", "Mine", 1));
		assertThat(this.organisations.rename(gil, "globex", "Ours", 1).name()).isEqualTo("Ours");
	}

	private List<String> seenBy(Caller caller) {
		return this.organisations.list(caller, null, PageRequest.of(null, null))
			.items()
			.stream()
			.map(Organisation::id)
			.toList();
	}

}
