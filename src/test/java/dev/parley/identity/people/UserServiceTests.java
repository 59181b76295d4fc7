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
import dev.parley.protocol.Person;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.identity.people.Installation.ROOT;
import static dev.parley.identity.people.Installation.admin;
import static dev.parley.identity.people.Installation.ofClient;
import static dev.parley.identity.people.Installation.ofMsp;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class UserServiceTests {

	private static final PageRequest FIRST = PageRequest.of(null, null);

	private final Database database;

	private Installation installation;

	private UserService users;

	private Caller mia;

	private Caller gil;

	private Caller dana;

	UserServiceTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void install() {
		this.installation = new Installation(this.database).withTwoMsps();
		this.users = this.installation.users;
		this.mia = this.installation.user("mia", ofMsp("northwind", true));
		this.gil = this.installation.user("gil", ofClient("globex", true));
		this.dana = this.installation.user("dana", ofClient("globex", false), ofMsp("contoso", false));
		this.installation.user("ian", ofClient("initech", false));
		this.installation.user("hana", ofClient("hooli", false));
	}

	@Test
	void administratorsListAllUsers() {
		assertThat(listed(ROOT, null, null)).containsExactly("dana", "gil", "hana", "ian", "mia", "root");
	}

	@Test
	void aManagerOfAnMspListsItsPeopleAndThoseOfItsClients() {
		assertThat(listed(this.mia, null, null)).containsExactly("dana", "gil", "ian", "mia");
		assertThat(listed(this.mia, "globex", null)).containsExactly("dana", "gil");
	}

	@Test
	void aManagerOfAClientListsItsPeople() {
		assertThat(listed(this.gil, null, null)).containsExactly("dana", "gil");
	}

	@Test
	void otherUsersCannotListUsers() {
		Refusal.with(ErrorCode.FORBIDDEN, () -> listed(this.dana, null, null));
	}

	@Test
	void listingAnOrganisationOutOfScopeIsNotFound() {
		Refusal.with(ErrorCode.NOT_FOUND, () -> listed(this.gil, "initech", null));
		Refusal.with(ErrorCode.FORBIDDEN, () -> listed(this.gil, "northwind", null));
	}

	@Test
	void aQueryMatchesPartOfANameOrAnEmailAddress() {
		assertThat(listed(ROOT, null, "DAN")).containsExactly("dana");
		assertThat(listed(ROOT, null, "hana@")).containsExactly("hana");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "_", "!", "d%a", "' or 1=1 --", "\\" })
	void aQueryIsTakenLiterally(String query) {
		assertThat(listed(ROOT, null, query)).isEmpty();
	}

	@Test
	void pagesHaveNoGapsOrRepetitions() {
		List<String> seen = new ArrayList<>();
		@Nullable String next = null;
		do {
			Page<User> page = this.users.list(ROOT, null, null, PageRequest.of(4, next));
			page.items().forEach((user) -> seen.add(user.id()));
			next = page.next();
		}
		while (next != null);
		assertThat(seen).containsExactly("dana", "gil", "hana", "ian", "mia", "root");
	}

	@Test
	void aManagerSeesOnlyTheGrantsTheyManage() {
		assertThat(this.users.read(this.gil, "dana").grants()).containsExactly(ofClient("globex", false));
		assertThat(this.users.read(this.mia, "dana").grants()).containsExactly(ofClient("globex", false));
		assertThat(this.users.list(this.mia, "globex", "dana", FIRST).items().getFirst().grants()).hasSize(1);
		assertThat(this.users.read(ROOT, "dana").grants()).hasSize(2);
	}

	@Test
	void usersSeeAllTheirOwnGrants() {
		assertThat(this.users.read(this.dana, "dana").grants()).containsExactlyInAnyOrder(ofClient("globex", false),
				ofMsp("contoso", false));
	}

	@Test
	void aUserOutOfScopeIsNotFound() {
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.users.read(this.gil, "ian"));
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.users.read(this.mia, "hana"));
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.users.read(this.dana, "gil"));
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.users.replaceGrants(this.gil, "ian", List.of()));
		Refusal.with(ErrorCode.NOT_FOUND,
				() -> this.users.change(this.gil, "ian", new UserChange("Ian", null, null), 1));
	}

	@Test
	void aManagerChangesOnlyTheGrantsTheyManage() {
		User seen = this.users.replaceGrants(this.gil, "dana", List.of(ofClient("globex", true)));
		assertThat(seen.grants()).containsExactly(ofClient("globex", true));
		assertThat(this.users.read(ROOT, "dana").grants()).containsExactlyInAnyOrder(ofClient("globex", true),
				ofMsp("contoso", false));
		assertThat(this.installation.changed).containsExactly("dana");
	}

	@Test
	void aManagerWhoRevokesTheLastGrantNoLongerSeesTheUser() {
		User seen = this.users.replaceGrants(this.gil, "dana", List.of());
		assertThat(seen.grants()).isEmpty();
		Refusal.with(ErrorCode.NOT_FOUND, () -> this.users.read(this.gil, "dana"));
		assertThat(this.users.read(ROOT, "dana").grants()).containsExactly(ofMsp("contoso", false));
	}

	@Test
	void callersCannotGiveMoreThanTheyHold() {
		Refusal.with(ErrorCode.FORBIDDEN, () -> this.users.replaceGrants(this.mia, "gil", List.of(admin())));
		Refusal.with(ErrorCode.FORBIDDEN, () -> this.users.replaceGrants(this.mia, "mia", List.of(admin())));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.users.replaceGrants(this.gil, "gil", List.of(ofMsp("northwind", true))));
		Refusal.with(ErrorCode.NOT_FOUND,
				() -> this.users.replaceGrants(this.mia, "gil", List.of(ofMsp("contoso", false))));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.users.replaceGrants(this.dana, "dana", List.of(ofClient("globex", true))));
	}

	@Test
	void grantsOutOfScopeCannotBeProbed() {
		Refusal.with(ErrorCode.NOT_FOUND,
				() -> this.users.replaceGrants(this.gil, "dana", List.of(ofMsp("contoso", false))));
		Refusal.with(ErrorCode.NOT_FOUND,
				() -> this.users.replaceGrants(this.gil, "dana", List.of(ofMsp("nonesuch", false))));
	}

	@Test
	void callersMayRepeatOwnGrantsThatTheyDoNotManage() {
		Caller both = this.installation.user("both", ofClient("globex", true), ofMsp("contoso", false));
		User seen = this.users.replaceGrants(both, "both", List.of(ofMsp("contoso", false), ofClient("globex", false)));
		assertThat(seen.grants()).containsExactlyInAnyOrder(ofMsp("contoso", false), ofClient("globex", false));
	}

	@Test
	void aRoleMustFitItsOrganisation() {
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.users.replaceGrants(ROOT, "gil", List.of(ofMsp("globex", false))));
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.users.replaceGrants(ROOT, "gil", List.of(ofClient("northwind", false))));
	}

	@Test
	void anOrganisationCanBeListedOnlyOnce() {
		Refusal.with(ErrorCode.BAD_REQUEST, () -> this.users.replaceGrants(ROOT, "gil",
				List.of(ofClient("globex", false), ofClient("globex", true))));
	}

	@Test
	void theLastAdministratorCannotBeLost() {
		Refusal.with(ErrorCode.CONFLICT, () -> this.users.replaceGrants(ROOT, "root", List.of()));
		Refusal.with(ErrorCode.CONFLICT, () -> this.users.change(ROOT, "root", new UserChange(null, true, null), 1));
		assertThat(this.users.read(ROOT, "root").grants()).containsExactly(admin());
		assertThat(this.users.read(ROOT, "root").disabled()).isFalse();
		assertThat(this.installation.changed).isEmpty();
	}

	@Test
	void aDisabledAdministratorDoesNotCount() {
		this.installation.user("second", admin());
		this.users.change(ROOT, "second", new UserChange(null, true, null), 1);
		Refusal.with(ErrorCode.CONFLICT, () -> this.users.replaceGrants(ROOT, "root", List.of()));
	}

	@Test
	void administratorsDisableAndEnableUsers() {
		User disabled = this.users.change(ROOT, "gil", new UserChange(null, true, null), 1);
		assertThat(disabled.disabled()).isTrue();
		assertThat(this.users.change(ROOT, "gil", new UserChange("Gil", false, null), disabled.version()).disabled())
			.isFalse();
		assertThat(this.installation.changed).containsExactly("gil", "gil");
	}

	@Test
	void managersCannotDisableUsers() {
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.users.change(this.mia, "gil", new UserChange(null, true, null), 1));
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.users.change(this.mia, "gil", new UserChange("Other", null, null), 1));
	}

	@Test
	void usersCanRenameButNotDisableThemselves() {
		assertThat(this.users.change(this.dana, "dana", new UserChange("Dana Scott", null, null), 1).name())
			.isEqualTo("Dana Scott");
		Refusal.with(ErrorCode.FORBIDDEN,
				() -> this.users.change(this.dana, "dana", new UserChange(null, false, null), 2));
		Refusal.with(ErrorCode.BAD_REQUEST,
				() -> this.users.change(this.dana, "dana", new UserChange(" ", null, null), 2));
	}

	@Test
	void rejectsAStaleVersion() {
		this.users.replaceGrants(ROOT, "gil", List.of());
		Refusal.with(ErrorCode.VERSION_MISMATCH,
				() -> this.users.change(ROOT, "gil", new UserChange("Gil", null, null), 1));
	}

	@Test
	void aClientSeesItsPeopleAndThoseOfItsMsp() {
		assertThat(around(this.gil)).containsExactly("dana CLIENT globex", "gil CLIENT globex", "mia MSP northwind");
	}

	@Test
	void anMspSeesItsPeopleAndThoseOfItsClients() {
		assertThat(around(this.mia)).containsExactly("dana CLIENT globex", "gil CLIENT globex", "ian CLIENT initech",
				"mia MSP northwind");
	}

	@Test
	void machinesAndDisabledUsersAreNotListed() {
		this.installation.userRepository.insertMachine("robot", "robot");
		this.installation.userRepository.addGrant("robot", ofClient("globex", false));
		this.users.change(ROOT, "dana", new UserChange(null, true, null), 1);
		assertThat(around(this.gil)).containsExactly("gil CLIENT globex", "mia MSP northwind");
		assertThat(listed(ROOT, null, "robot")).isEmpty();
	}

	private List<String> listed(Caller caller, @Nullable String organisation, @Nullable String query) {
		return this.users.list(caller, organisation, query, FIRST).items().stream().map(User::id).toList();
	}

	private List<String> around(Caller caller) {
		return this.installation.people.around(caller)
			.stream()
			.map((Person person) -> person.id() + " " + person.role() + " " + person.organisation())
			.toList();
	}

}
