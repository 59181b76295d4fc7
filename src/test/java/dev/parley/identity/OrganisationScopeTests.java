package dev.parley.identity;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.OrganisationScope.Viewers;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The conditions for SQL and the sets of ids are one rule. */
@EveryDatabase
class OrganisationScopeTests {

	private static final List<Grant> GRANTS = List.of(new Grant(Role.MSP, "northwind", false),
			new Grant(Role.CLIENT, "globex", false), new Grant(Role.CLIENT, "initech", false),
			new Grant(Role.MSP, "contoso", false), new Grant(Role.CLIENT, "hooli", false));

	private static final List<String> ORGANISATIONS = GRANTS.stream().map(Grant::organisation).toList();

	private final Database database;

	private final OrganisationTree tree;

	OrganisationScopeTests(Database database) {
		this.database = database;
		this.tree = new StoredOrganisationTree(database.reads());
	}

	@BeforeEach
	void twoMspsWithClients() {
		insert("northwind", "MSP", null);
		insert("globex", "CLIENT", "northwind");
		insert("initech", "CLIENT", "northwind");
		insert("contoso", "MSP", null);
		insert("hooli", "CLIENT", "contoso");
	}

	@Test
	void anMspSeesItsClientsAndAClientItsMsp() {
		assertThat(visible(0)).containsExactlyInAnyOrder("northwind", "globex", "initech");
		assertThat(visible(1)).containsExactlyInAnyOrder("globex", "northwind");
		assertThat(visible(1, 3)).containsExactlyInAnyOrder("globex", "northwind", "contoso", "hooli");
		assertThat(visible()).isEmpty();
	}

	@Test
	void conditionAndSetsAgreeForEveryCombinationOfGrants() {
		for (int mask = 0; mask < 1 << GRANTS.size(); mask++) {
			Caller caller = caller(mask);
			Set<String> visible = OrganisationScope.visibleTo(caller, this.tree);
			assertThat(select(OrganisationScope.VISIBLE, caller)).as("%s", caller.grants())
				.containsExactlyInAnyOrderElementsOf(visible);
			for (String organisation : ORGANISATIONS) {
				Viewers viewers = OrganisationScope.viewersOf(organisation, this.tree);
				boolean viewing = !Collections.disjoint(viewers.msps(), caller.msps())
						|| !Collections.disjoint(viewers.clients(), caller.clients());
				assertThat(viewing).as("%s sees %s", caller.grants(), organisation)
					.isEqualTo(visible.contains(organisation));
			}
		}
	}

	@Test
	void trafficOfAnMspIsHiddenFromItsClients() {
		Caller gil = caller(1 << 1);
		assertThat(select(OrganisationScope.OWN, gil)).containsExactly("globex");
		assertThat(select(OrganisationScope.ABOVE, gil)).containsExactly("northwind");
	}

	private Set<String> visible(int... grants) {
		int mask = 0;
		for (int grant : grants) {
			mask |= 1 << grant;
		}
		return OrganisationScope.visibleTo(caller(mask), this.tree);
	}

	private static Caller caller(int mask) {
		Set<Grant> grants = new HashSet<>();
		for (int i = 0; i < GRANTS.size(); i++) {
			if ((mask & (1 << i)) != 0) {
				grants.add(GRANTS.get(i));
			}
		}
		return new Caller("caller", "Caller", grants);
	}

	private List<String> select(String condition, Caller caller) {
		return this.database.reads()
			.sql("select o.id from organisation o where " + condition)
			.params(OrganisationScope.of(caller))
			.query(String.class)
			.list();
	}

	private void insert(String id, String kind, String msp) {
		this.database.jdbc()
			.sql("insert into organisation (id, kind, name, msp_id, created_at) values (?, ?, ?, ?, 0)")
			.params(id, kind, id, msp)
			.update();
	}

}
