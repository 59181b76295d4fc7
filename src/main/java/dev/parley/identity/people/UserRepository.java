package dev.parley.identity.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.OrganisationScope;
import dev.parley.identity.Role;
import dev.parley.protocol.Cursor;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

/** Stores people and their grants for administration. */
@Repository
public class UserRepository {

	private static final String COLUMNS = "u.id, u.name, u.email, u.disabled, u.issuer, u.subject, u.version,"
			+ " lower(u.name) as sort_name";

	/** Only administrators manage users without grants. */
	private static final String MANAGED_USER = "u.kind = 'PERSON' and (:admin = 1 or exists (select 1 from user_grant g"
			+ " join organisation o on o.id = g.organisation_id where g.user_id = u.id and " + OrganisationScope.MANAGED
			+ "))";

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final Clock clock;

	UserRepository(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads, Clock clock) {
		this.jdbc = jdbc;
		this.reads = reads;
		this.clock = clock;
	}

	/**
	 * The people that the caller manages, sorted by name.
	 * @param organisation limits the result to people with a grant for it
	 * @param query limits the result to people whose name or email address contains it
	 */
	Page<User> page(Caller caller, @Nullable String organisation, @Nullable String query, PageRequest request) {
		Cursor after = request.after();
		Map<String, Object> values = new HashMap<>(OrganisationScope.of(caller));
		StringBuilder sql = new StringBuilder("select " + COLUMNS + " from app_user u where " + MANAGED_USER);
		if (organisation != null) {
			sql.append(" and exists (select 1 from user_grant f where f.user_id = u.id and f.organisation_id = :of)");
			values.put("of", organisation);
		}
		if (query != null && !query.isBlank()) {
			sql.append(" and (lower(u.name) like :query escape '!' or u.email like :query escape '!')");
			values.put("query", pattern(query));
		}
		if (after != null) {
			sql.append(" and (lower(u.name), u.id) > (:name, :id)");
			values.put("name", after.text(0));
			values.put("id", after.text(1));
		}
		sql.append(" order by sort_name, u.id limit :limit");
		values.put("limit", request.limitAndOne());
		List<SortedUser> rows = this.reads.sql(sql.toString()).params(values).query(UserRepository::row).list();
		Page<SortedUser> page = Page.of(rows, request, (row) -> Cursor.after(row.sortName(), row.id()));
		Map<String, List<Grant>> grants = grants(this.reads, caller,
				page.items().stream().map(SortedUser::id).toList());
		return page.map((row) -> row.user(caller, grants.getOrDefault(row.id(), List.of())));
	}

	/** Empty unless the caller manages the user or is the user. */
	Optional<User> find(Caller caller, String id) {
		return find(this.reads, caller, id);
	}

	/** Like {@link #find}, but sees the changes of the current transaction. */
	Optional<User> findChanged(Caller caller, String id) {
		return find(this.jdbc, caller, id);
	}

	/** All grants of a user, with the changes of the current transaction. */
	Set<Grant> grants(String userId) {
		return this.jdbc.sql("select user_id, role, organisation_id, manager from user_grant where user_id = :user")
			.param("user", userId)
			.query((row, number) -> grant(row))
			.set();
	}

	/**
	 * Inserts a person.
	 * @param passwordHash null for a person who signs in only through an external issuer
	 */
	public void insert(String id, String email, String name, @Nullable String passwordHash) {
		this.jdbc
			.sql("insert into app_user (id, kind, email, name, password_hash, created_at)"
					+ " values (:id, 'PERSON', :email, :name, :hash, :now)")
			.param("id", id)
			.param("email", email)
			.param("name", name)
			.param("hash", passwordHash)
			.param("now", this.clock.millis())
			.update();
	}

	/** Inserts the machine user of an API key. */
	void insertMachine(String id, String name) {
		this.jdbc.sql("insert into app_user (id, kind, name, created_at) values (:id, 'MACHINE', :name, :now)")
			.param("id", id)
			.param("name", name)
			.param("now", this.clock.millis())
			.update();
	}

	/** Null leaves a value unchanged. False if the version is out of date. */
	boolean change(String id, @Nullable String name, @Nullable Boolean disabled, long version) {
		return this.jdbc
			.sql("update app_user set name = coalesce(:name, name), disabled = coalesce(:disabled, disabled),"
					+ " version = version + 1 where id = :id and version = :version")
			.param("name", name, Types.VARCHAR)
			.param("disabled", (disabled != null) ? (disabled ? 1 : 0) : null, Types.INTEGER)
			.param("id", id)
			.param("version", version)
			.update() == 1;
	}

	/** Increments the version, which also locks the user until the commit. */
	void touch(String id) {
		this.jdbc.sql("update app_user set version = version + 1 where id = :id").param("id", id).update();
	}

	public void addGrant(String userId, Grant grant) {
		this.jdbc
			.sql("insert into user_grant (user_id, role, organisation_id, manager)"
					+ " values (:user, :role, :organisation, :manager)")
			.param("user", userId)
			.param("role", grant.role().name())
			.param("organisation", grant.organisation(), Types.VARCHAR)
			.param("manager", grant.manager() ? 1 : 0)
			.update();
	}

	void removeGrant(String userId, Grant grant) {
		this.jdbc
			.sql("delete from user_grant where user_id = :user and role = :role"
					+ " and coalesce(organisation_id, '') = :organisation")
			.param("user", userId)
			.param("role", grant.role().name())
			.param("organisation", Objects.requireNonNullElse(grant.organisation(), ""))
			.update();
	}

	/**
	 * Locks all administrators until the commit, so that two of them cannot remove each
	 * other at the same time.
	 */
	void lockAdministrators() {
		this.jdbc
			.sql("update app_user set disabled = disabled"
					+ " where id in (select user_id from user_grant where role = 'ADMIN')")
			.update();
	}

	/** The number of administrators who can sign in. */
	long countAdministrators() {
		return this.jdbc
			.sql("select count(*) from app_user u join user_grant g on g.user_id = u.id"
					+ " where g.role = 'ADMIN' and u.disabled = 0 and u.kind = 'PERSON'")
			.query(Long.class)
			.single();
	}

	public boolean isEmpty() {
		return this.jdbc.sql("select count(*) from (select id from app_user limit 1) known")
			.query(Long.class)
			.single() == 0;
	}

	private static Optional<User> find(JdbcClient client, Caller caller, String id) {
		return client
			.sql("select " + COLUMNS + " from app_user u where u.id = :id and (u.id = :caller or " + MANAGED_USER + ")")
			.params(OrganisationScope.of(caller))
			.param("id", id)
			.query(UserRepository::row)
			.optional()
			.map((row) -> row.user(caller, grants(client, caller, List.of(id)).getOrDefault(id, List.of())));
	}

	private static Map<String, List<Grant>> grants(JdbcClient client, Caller caller, List<String> users) {
		if (users.isEmpty()) {
			return Map.of();
		}
		return client
			.sql("select g.user_id, g.role, g.organisation_id, g.manager from user_grant g"
					+ " left join organisation o on o.id = g.organisation_id"
					+ " where g.user_id in (:users) and (g.user_id = :caller or " + OrganisationScope.MANAGED + ")"
					+ " order by g.role, o.name, g.organisation_id")
			.params(OrganisationScope.of(caller))
			.param("users", users)
			.query((row, number) -> Map.entry(row.getString("user_id"), grant(row)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private static Grant grant(ResultSet row) throws SQLException {
		return new Grant(Role.valueOf(row.getString("role")), row.getString("organisation_id"),
				row.getInt("manager") != 0);
	}

	/** A pattern that matches the query anywhere, with its wildcards escaped. */
	private static String pattern(String query) {
		String literal = query.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
		return "%" + literal + "%";
	}

	private static SortedUser row(ResultSet row, int number) throws SQLException {
		return new SortedUser(row.getString("id"), row.getString("name"), row.getString("email"),
				row.getInt("disabled") != 0, external(row), row.getLong("version"), row.getString("sort_name"));
	}

	private static @Nullable ExternalIdentity external(ResultSet row) throws SQLException {
		String issuer = row.getString("issuer");
		return (issuer != null) ? new ExternalIdentity(issuer, row.getString("subject")) : null;
	}

	/** A user with their sort key, without grants. */
	private record SortedUser(String id, String name, @Nullable String email, boolean disabled,
			@Nullable ExternalIdentity external, long version, String sortName) {

		User user(Caller reader, List<Grant> grants) {
			return new User(this.id, this.name, this.email, this.disabled, grants,
					reader.isAdmin() ? this.external : null, this.version);
		}

	}

}
