package dev.parley.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a caller may see and manage, as conditions on the organisation {@code o} of a
 * query. Every query of organisations and people carries one of them, so that what is out
 * of scope is never even read.
 */
public final class OrganisationScope {

	/** The own organisations, the own clients, the MSP of an own client. */
	public static final String VISIBLE = """
			(:admin = 1 or o.id in (:own) or o.msp_id in (:msps)
				or o.id in (select c.msp_id from organisation c where c.id in (:clients)))""";

	/** The organisations managed by a grant on them, and the clients of such MSPs. */
	public static final String MANAGED = "(:admin = 1 or o.id in (:managed) or o.msp_id in (:managed))";

	private OrganisationScope() {
	}

	/** The values of the names that the conditions use. */
	public static Map<String, Object> of(Caller caller) {
		List<String> own = new ArrayList<>(caller.msps());
		own.addAll(caller.clients());
		return Map.of("admin", caller.isAdmin() ? 1 : 0, "own", list(own), "msps", list(caller.msps()), "clients",
				list(caller.clients()), "managed", list(managed(caller)), "caller", caller.id());
	}

	public static boolean managesAnything(Caller caller) {
		return caller.isAdmin() || !managed(caller).isEmpty();
	}

	/** Whether the caller manages an organisation, given the MSP of a client. */
	public static boolean manages(Caller caller, String organisation, @Nullable String msp) {
		return caller.isAdmin() || caller.manages(organisation) || (msp != null && caller.manages(msp));
	}

	private static List<String> managed(Caller caller) {
		return caller.grants()
			.stream()
			.filter(Grant::manager)
			.map(Grant::organisation)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
	}

	/** SQL has no empty list; no organisation has an empty id. */
	private static Collection<String> list(Collection<String> ids) {
		return ids.isEmpty() ? List.of("") : ids;
	}

}
