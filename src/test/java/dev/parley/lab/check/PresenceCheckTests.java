package dev.parley.lab.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceCheckTests {

	@Test
	void acceptsClientsThatSeeEachOther() {
		List<PresenceView> views = List.of(view(0, "mia", Set.of("northwind"), "globex", "gil", "northwind", "mia"),
				view(1, "gil", Set.of("globex"), "globex", "gil", "northwind", "mia"));

		assertThat(PresenceCheck.missing(views)).isEmpty();
	}

	@Test
	void reportsAUserWhomAClientDoesNotSee() {
		List<PresenceView> views = List.of(view(0, "mia", Set.of("northwind"), "northwind", "mia", "globex", "ann"),
				view(1, "gil", Set.of("globex"), "northwind", "mia", "globex", "gil"));

		assertThat(PresenceCheck.missing(views)).containsExactly("client 0 does not see gil of globex online");
	}

	@Test
	void ignoresOrganisationsThatAClientDoesNotSee() {
		List<PresenceView> views = List.of(view(0, "mia", Set.of("northwind"), "northwind", "mia"),
				view(1, "zoe", Set.of("secret"), "secret", "zoe"));

		assertThat(PresenceCheck.missing(views)).isEmpty();
	}

	@Test
	void checksEveryOrganisationOfAUser() {
		List<PresenceView> views = List.of(view(0, "dan", Set.of("globex", "initech"), "globex", "dan", "initech", "x"),
				view(1, "mia", Set.of(), "globex", "dan", "initech", "dan"));

		assertThat(PresenceCheck.missing(views)).containsExactly("client 0 does not see dan of initech online");
	}

	@Test
	void reportsAUserWithTwoConnectionsOnlyOncePerReader() {
		List<PresenceView> views = List.of(view(0, "mia", Set.of(), "globex", "x"),
				view(1, "gil", Set.of("globex"), "globex", "gil"), view(2, "gil", Set.of("globex"), "globex", "gil"));

		assertThat(PresenceCheck.missing(views)).containsExactly("client 0 does not see gil of globex online");
	}

	@Test
	void reportsEveryClientThatStillSeesAUserWhoLeft() {
		List<PresenceView> views = List.of(view(0, "mia", Set.of(), "globex", "gil"),
				view(1, "noah", Set.of(), "globex", "ann"), view(2, "eva", Set.of(), "globex", "gil"));

		assertThat(PresenceCheck.seeing("gil", views)).containsExactly(
				"client 0 sees gil of globex online, although the user's last connection of this check has ended",
				"client 2 sees gil of globex online, although the user's last connection of this check has ended");
		assertThat(PresenceCheck.seeing("ben", views)).isEmpty();
	}

	/** {@code online}: organisation, user, organisation, user … */
	private static PresenceView view(int client, String user, Set<String> organisations, String... online) {
		Map<String, Set<String>> seen = new java.util.TreeMap<>();
		for (int i = 0; i < online.length; i += 2) {
			seen.put(online[i], Set.of(online[i + 1]));
		}
		return new PresenceView(client, user, organisations, seen);
	}

}
