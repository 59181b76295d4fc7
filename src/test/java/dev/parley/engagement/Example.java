package dev.parley.engagement;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;

/**
 * Two MSPs, northwind (clients globex and initech) and contoso (client hooli), their
 * users, and one engagement per client.
 */
public final class Example {

	public static final String FIREWALL = "globex-firewall";

	public static final String MAIL = "initech-mail";

	public static final String CLOUD = "hooli-cloud";

	/** Works for northwind. */
	public static final Caller MIA = caller("mia", new Grant(Role.MSP, "northwind", false));

	/** Manages northwind. */
	public static final Caller NOAH = caller("noah", new Grant(Role.MSP, "northwind", true));

	public static final Caller GIL = caller("gil", new Grant(Role.CLIENT, "globex", false));

	public static final Caller IAN = caller("ian", new Grant(Role.CLIENT, "initech", true));

	/** Manages contoso, the other MSP. */
	public static final Caller LENA = caller("lena", new Grant(Role.MSP, "contoso", true));

	/** A client of one MSP and a member of the other. */
	public static final Caller DANA = caller("dana", new Grant(Role.CLIENT, "globex", false),
			new Grant(Role.MSP, "contoso", false));

	public static final Caller ROOT = caller("root", new Grant(Role.ADMIN, null, false));

	private Example() {
	}

	/** Inserts the example into an empty database. */
	public static void populate(JdbcClient jdbc) {
		organisation(jdbc, "northwind", "MSP", null);
		organisation(jdbc, "globex", "CLIENT", "northwind");
		organisation(jdbc, "initech", "CLIENT", "northwind");
		organisation(jdbc, "contoso", "MSP", null);
		organisation(jdbc, "hooli", "CLIENT", "contoso");
		List.of(MIA, NOAH, GIL, IAN, LENA, DANA, ROOT).forEach((caller) -> user(jdbc, caller));
		engagement(jdbc, FIREWALL, "northwind", "globex");
		engagement(jdbc, MAIL, "northwind", "initech");
		engagement(jdbc, CLOUD, "contoso", "hooli");
	}

	private static void organisation(JdbcClient jdbc, String id, String kind, @Nullable String msp) {
		jdbc.sql("insert into organisation (id, kind, name, msp_id, created_at) values (?, ?, ?, ?, 0)")
			.param(id)
			.param(kind)
			.param(name(id))
			.param(msp)
			.update();
	}

	private static void user(JdbcClient jdbc, Caller caller) {
		jdbc.sql("insert into app_user (id, kind, name, created_at) values (?, 'PERSON', ?, 0)")
			.params(caller.id(), caller.name())
			.update();
		for (Grant grant : caller.grants()) {
			jdbc.sql("insert into user_grant (user_id, role, organisation_id, manager) values (?, ?, ?, ?)")
				.param(caller.id())
				.param(grant.role().name())
				.param(grant.organisation())
				.param(grant.manager() ? 1 : 0)
				.update();
		}
	}

	private static void engagement(JdbcClient jdbc, String id, String msp, String client) {
		jdbc.sql("""
				insert into engagement (id, msp_id, client_id, title, status, created_by, created_at, updated_at)
				values (?, ?, ?, ?, 'open', 'mia', 0, 0)""").params(id, msp, client, name(id)).update();
	}

	private static Caller caller(String id, Grant... grants) {
		return new Caller(id, name(id), Set.of(grants));
	}

	private static String name(String id) {
		return Character.toUpperCase(id.charAt(0)) + id.substring(1);
	}

}
