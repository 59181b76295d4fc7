package dev.parley.identity.people;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import dev.parley.cluster.ClusterBus;
import dev.parley.identity.AccessChanges;
import dev.parley.identity.AccessListener;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.Role;
import dev.parley.identity.Settings;
import dev.parley.identity.signin.Passwords;
import dev.parley.storage.Database;
import dev.parley.storage.NewIds;

import static org.mockito.Mockito.mock;

/**
 * Organisations and people of a test in a real database, with their services. Starts with
 * an administrator called {@code root}.
 */
final class Installation {

	static final Caller ROOT = new Caller("root", "Root", Set.of(new Grant(Role.ADMIN, null, false)));

	/** The configured external issuer. */
	static final String CORP = "https://id.corp.example";

	final NewIds ids = new NewIds(Clock.systemUTC(), new SecureRandom());

	/** Users whose access changed, in the order of the notifications. */
	final List<String> changed = new ArrayList<>();

	final UserRepository userRepository;

	final OrganisationService organisations;

	final GrantRules rules;

	final AccessChanges changes;

	final UserService users;

	final PeopleRepository people;

	Installation(Database database) {
		Clock clock = Clock.systemUTC();
		IdentityProperties properties = Settings.identity(Map.of("issuers[0].issuer", CORP, "issuers[0].jwks-uri",
				CORP + "/keys", "issuers[0].audience", "parley"));
		StaticListableBeanFactory listeners = new StaticListableBeanFactory();
		listeners.addBean("recorder", (AccessListener) this.changed::add);
		this.changes = new AccessChanges(mock(ClusterBus.class), listeners.getBeanProvider(AccessListener.class));
		this.userRepository = new UserRepository(database.jdbc(), database.reads(), clock);
		this.organisations = new OrganisationService(
				new OrganisationRepository(database.jdbc(), database.reads(), clock), this.ids);
		this.rules = new GrantRules(this.organisations);
		this.users = new UserService(this.userRepository, this.rules,
				new ExternalIdentities(database.jdbc(), properties, clock), this.changes, new Passwords(properties),
				this.ids, database.transactions());
		this.people = new PeopleRepository(database.reads());
		user("root", new Grant(Role.ADMIN, null, false));
	}

	/** Adds two MSPs with their clients. */
	Installation withTwoMsps() {
		msp("northwind");
		client("globex", "northwind");
		client("initech", "northwind");
		msp("contoso");
		client("hooli", "contoso");
		return this;
	}

	void msp(String id) {
		this.organisations.create(ROOT, OrganisationKind.MSP, id, id, null);
	}

	void client(String id, String msp) {
		this.organisations.create(ROOT, OrganisationKind.CLIENT, id, id, msp);
	}

	Caller user(String id, Grant... grants) {
		this.userRepository.insert(id, id + "@example.com", id, null);
		for (Grant grant : grants) {
			this.userRepository.addGrant(id, grant);
		}
		return new Caller(id, id, Set.of(grants));
	}

	static Grant admin() {
		return new Grant(Role.ADMIN, null, false);
	}

	static Grant ofMsp(String id, boolean manager) {
		return new Grant(Role.MSP, id, manager);
	}

	static Grant ofClient(String id, boolean manager) {
		return new Grant(Role.CLIENT, id, manager);
	}

}
