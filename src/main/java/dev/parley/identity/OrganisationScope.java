package dev.parley.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who sees whom: an organisation sees itself, an MSP its clients, a client its MSP.
 * Everyone who asks takes the answer from here, as a condition on the organisation
 * {@code o} of a query or as sets of ids, so that an organisation out of scope is never
 * even read.
 */
public final class OrganisationScope {

	/** The caller's own organisations and the clients of the caller's MSPs. */
	public static final String OWN = "(o.id in (:own) or o.msp_id in (:msps))";

	/**
	 * The MSPs of the caller's clients. Their people are visible, what they carry is not:
	 * it would tell of their other clients.
	 */
	public static final String ABOVE = "o.id in (select c.msp_id from organisation c where c.id in (:clients))";

	public static final String VISIBLE = "(:admin = 1 or " + OWN + " or " + ABOVE + ")";

	/** The organisations managed by a grant on them, and the clients of such MSPs. */
	public static final String MANAGED = "(:admin = 1 or o.id in (:managed) or o.msp_id in (:managed))";

	private OrganisationScope() {
	}

	/** The parameters of the conditions. */
	public static Map<String, Object> of(Caller caller) {
		List<String> own = new ArrayList<>(caller.msps());
		own.addAll(caller.clients());
		return Map.of("admin", caller.isAdmin() ? 1 : 0, "own", list(own), "msps", list(caller.msps()), "clients",
				list(caller.clients()), "managed", list(managed(caller)), "caller", caller.id());
	}

	/** The organisations that a caller sees by grants of an MSP or a client. */
	public static Set<String> visibleTo(Caller caller, OrganisationTree tree) {
		Set<String> visible = new LinkedHashSet<>();
		for (String client : caller.clients()) {
			visible.add(client);
			tree.mspOf(client).ifPresent(visible::add);
		}
		for (String msp : caller.msps()) {
			visible.add(msp);
			visible.addAll(tree.clientsOf(msp));
		}
		return visible;
	}

	/** The organisations that see this one. */
	public static Viewers viewersOf(String organisation, OrganisationTree tree) {
		return tree.mspOf(organisation)
			.map((msp) -> new Viewers(Set.of(msp), Set.of(organisation)))
			.orElseGet(() -> new Viewers(Set.of(organisation), tree.clientsOf(organisation)));
	}

	/** Organisations by kind. */
	public record Viewers(Set<String> msps, Set<String> clients) {
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
