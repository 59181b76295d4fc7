package dev.parley.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.alert.AlertService;
import dev.parley.chat.ChatService;
import dev.parley.engagement.EngagementService;
import dev.parley.engagement.InteractionService;
import dev.parley.engagement.NewEngagement;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ClientMessage.SendMessage;

/**
 * Random organisations, users, grants and engagements whose names and texts tell what
 * they are, and an independent opinion on who may see them: written from the rules, not
 * from the queries.
 */
final class RandomWorld {

	private final String prefix;

	private final RandomGenerator random;

	private final JdbcClient jdbc;

	/**
	 * Organisations with their MSP; MSPs map to themselves.
	 */
	final Map<String, String> organisations = new LinkedHashMap<>();

	final List<Caller> users = new ArrayList<>();

	final List<Engagement> engagements = new ArrayList<>();

	RandomWorld(String prefix, RandomGenerator random, ApplicationContext server) {
		this.prefix = prefix;
		this.random = random;
		this.jdbc = server.getBean(JdbcClient.class);
		for (int i = 0; i < 2 + random.nextInt(2); i++) {
			String msp = organisation(null);
			for (int j = 0; j < 1 + random.nextInt(2); j++) {
				organisation(msp);
			}
		}
		for (int i = 0; i < 5; i++) {
			user();
		}
		this.organisations.forEach((client, msp) -> {
			if (!client.equals(msp)) {
				engagement(server, msp, client);
			}
		});
	}

	/**
	 * Own organisations, clients of own MSPs, MSPs of own clients.
	 */
	boolean seesOrganisation(Caller caller, String organisation) {
		return caller.isAdmin() || own(caller).contains(organisation)
				|| caller.msps().contains(this.organisations.get(organisation))
				|| caller.clients().stream().anyMatch((client) -> this.organisations.get(client).equals(organisation));
	}

	/**
	 * Visible in /api/people or as a managed user.
	 */
	boolean seesUser(Caller caller, Caller user) {
		return caller.isAdmin() || caller.equals(user)
				|| own(user).stream().anyMatch((organisation) -> seesOrganisation(caller, organisation));
	}

	boolean managesUser(Caller caller, Caller user) {
		return caller.isAdmin() || caller.equals(user)
				|| own(user).stream()
					.anyMatch((organisation) -> caller.manages(organisation)
							|| caller.manages(this.organisations.get(organisation)));
	}

	/** Administrators see no conversations. */
	boolean seesEngagement(Caller caller, Engagement engagement) {
		return caller.sees(engagement.msp(), engagement.client());
	}

	/**
	 * Words that no answer to this caller may contain.
	 */
	Set<String> hiddenFrom(Caller caller) {
		Set<String> hidden = new HashSet<>();
		this.organisations.keySet().stream().filter((id) -> !seesOrganisation(caller, id)).forEach(hidden::add);
		this.users.stream().filter((user) -> !seesUser(caller, user)).map(Caller::id).forEach(hidden::add);
		this.engagements.stream().filter((engagement) -> !seesEngagement(caller, engagement)).forEach((engagement) -> {
			hidden.add(engagement.id());
			hidden.add(engagement.alert());
			hidden.add(engagement.word());
		});
		return hidden;
	}

	private static Set<String> own(Caller caller) {
		Set<String> own = new HashSet<>(caller.msps());
		own.addAll(caller.clients());
		return own;
	}

	private String organisation(@Nullable String msp) {
		String id = this.prefix + "org" + this.organisations.size() + "z";
		this.jdbc.sql("insert into organisation (id, kind, name, msp_id, created_at) values (?, ?, ?, ?, 0)")
			.param(id)
			.param((msp != null) ? "CLIENT" : "MSP")
			.param("Name of " + id)
			.param(msp)
			.update();
		this.organisations.put(id, (msp != null) ? msp : id);
		return id;
	}

	private void user() {
		String id = this.prefix + "usr" + this.users.size() + "z";
		this.jdbc.sql("insert into app_user (id, kind, email, name, created_at) values (?, 'PERSON', ?, ?, 0)")
			.params(id, id + "@example.com", "Name of " + id)
			.update();
		Set<Grant> grants = grants();
		grants.forEach((grant) -> this.jdbc
			.sql("insert into user_grant (user_id, role, organisation_id, manager) values (?, ?, ?, ?)")
			.param(id)
			.param(grant.role().name())
			.param(grant.organisation())
			.param(grant.manager() ? 1 : 0)
			.update());
		this.users.add(new Caller(id, "Name of " + id, grants));
	}

	private Set<Grant> grants() {
		if (this.random.nextInt(8) == 0) {
			return Set.of(new Grant(Role.ADMIN, null, false));
		}
		Map<String, Grant> grants = new HashMap<>();
		List<String> all = List.copyOf(this.organisations.keySet());
		for (int i = this.random.nextInt(4); i > 0; i--) {
			String organisation = all.get(this.random.nextInt(all.size()));
			Role role = this.organisations.get(organisation).equals(organisation) ? Role.MSP : Role.CLIENT;
			grants.put(organisation, new Grant(role, organisation, this.random.nextBoolean()));
		}
		return Set.copyOf(grants.values());
	}

	private void engagement(ApplicationContext server, String msp, String client) {
		Caller author = new Caller("author", "Author", Set.of(new Grant(Role.MSP, msp, false)));
		String word = this.prefix + "eng" + this.engagements.size() + "z";
		String id = server.getBean(EngagementService.class)
			.create(author, new NewEngagement(client, "About " + word, null))
			.join();
		server.getBean(ChatService.class).send(author, new SendMessage(null, id, "hello " + word, null)).join();
		server.getBean(InteractionService.class).record(author, new RecordInteraction(null, id, "call", 1)).join();
		String alert = Objects.requireNonNull(server.getBean(AlertService.class)
			.raise(author, new RaiseAlert(null, id, "warning", "hello " + word, null, null))
			.join()
			.alert()
			.id());
		this.engagements.add(new Engagement(id, msp, client, word, alert));
	}

	@Override
	public String toString() {
		return "%s with %d organisations, %s".formatted(this.prefix, this.organisations.size(), this.users);
	}

	/**
	 * An engagement with a message and an alert.
	 *
	 * @param word appears in its title and all its texts
	 */
	record Engagement(String id, String msp, String client, String word, String alert) {
	}

}
