package dev.parley.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.identity.people.Organisation;
import dev.parley.identity.people.OrganisationKind;
import dev.parley.identity.people.OrganisationRepository;
import dev.parley.identity.people.UserRepository;
import dev.parley.identity.signin.Passwords;
import dev.parley.storage.NewIds;

/**
 * The example organisations and people of the demo profile, created only in an empty
 * database. Their password is public.
 */
@Component
@Profile("demo")
public class DemoPeople {

	/**
	 * The password of all demo people.
	 */
	public static final String PASSWORD = "parley-demo";

	private static final List<Organisation> ORGANISATIONS = List.of(msp("northwind", "Northwind"),
			client("globex", "Globex", "northwind"), client("initech", "Initech", "northwind"),
			client("umbrella", "Umbrella", "northwind"), msp("contoso", "Contoso"), client("hooli", "Hooli", "contoso"),
			client("acme", "Acme", "contoso"));

	private static final List<DemoPerson> PEOPLE = List.of(
			new DemoPerson("admin@parley.example", "Robin Vale", new Grant(Role.ADMIN, null, false)),
			new DemoPerson("mia@northwind.example", "Mia Chen", new Grant(Role.MSP, "northwind", true)),
			new DemoPerson("noah@northwind.example", "Noah Weber", new Grant(Role.MSP, "northwind", false)),
			new DemoPerson("gil@globex.example", "Gil Ortega", new Grant(Role.CLIENT, "globex", true)),
			new DemoPerson("gwen@globex.example", "Gwen Park", new Grant(Role.CLIENT, "globex", false)),
			new DemoPerson("ian@initech.example", "Ian Novak", new Grant(Role.CLIENT, "initech", true)),
			new DemoPerson("uma@umbrella.example", "Uma Rao", new Grant(Role.CLIENT, "umbrella", true)),
			new DemoPerson("lena@contoso.example", "Lena Fischer", new Grant(Role.MSP, "contoso", true)),
			new DemoPerson("leo@contoso.example", "Leo Marchetti", new Grant(Role.MSP, "contoso", false)),
			new DemoPerson("hana@hooli.example", "Hana Sato", new Grant(Role.CLIENT, "hooli", true)),
			new DemoPerson("ada@acme.example", "Ada Mensah", new Grant(Role.CLIENT, "acme", true)),
			new DemoPerson("dana@globex.example", "Dana Kim", new Grant(Role.CLIENT, "globex", false),
					new Grant(Role.MSP, "contoso", false)));

	private final OrganisationRepository organisations;

	private final UserRepository users;

	private final Passwords passwords;

	private final NewIds ids;

	private final TransactionOperations transactions;

	DemoPeople(OrganisationRepository organisations, UserRepository users, Passwords passwords, NewIds ids,
			TransactionOperations transactions) {
		this.organisations = organisations;
		this.users = users;
		this.passwords = passwords;
		this.ids = ids;
		this.transactions = transactions;
	}

	/**
	 * Creates all of them, unless the database has users.
	 * @return the created people by the part of their address before the @; empty if none
	 */
	public Map<String, Caller> make() {
		if (!this.users.isEmpty()) {
			return Map.of();
		}
		String hash = this.passwords.choose("password", PASSWORD);
		Map<String, Caller> made = new HashMap<>();
		this.transactions.executeWithoutResult((status) -> {
			ORGANISATIONS.forEach(this.organisations::insert);
			PEOPLE.forEach((person) -> made.put(person.key(), make(person, hash)));
		});
		return made;
	}

	/**
	 * The people who can sign in, with their grants.
	 */
	public List<DemoPerson> people() {
		return PEOPLE;
	}

	private static Organisation msp(String id, String name) {
		return new Organisation(id, OrganisationKind.MSP, name, null, 1);
	}

	private static Organisation client(String id, String name, String msp) {
		return new Organisation(id, OrganisationKind.CLIENT, name, msp, 1);
	}

	private Caller make(DemoPerson person, String hash) {
		String id = this.ids.next();
		this.users.insert(id, person.email(), person.name(), hash);
		person.grants().forEach((grant) -> this.users.addGrant(id, grant));
		return new Caller(id, person.name(), Set.copyOf(person.grants()));
	}

	/**
	 * A person of the demo.
	 */
	public record DemoPerson(String email, String name, List<Grant> grants) {

		DemoPerson(String email, String name, Grant... grants) {
			this(email, name, List.of(grants));
		}

		/**
		 * Readable grants, such as {@code MSP northwind (manager)}.
		 */
		public String roles() {
			return this.grants.stream()
				.map((grant) -> grant.role() + ((grant.organisation() != null) ? " " + grant.organisation() : "")
						+ (grant.manager() ? " (manager)" : ""))
				.collect(Collectors.joining(", "));
		}

		String key() {
			return this.email.substring(0, this.email.indexOf('@'));
		}

	}

}
