package dev.parley.identity.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.identity.Caller;
import dev.parley.identity.OrganisationScope;
import dev.parley.protocol.Cursor;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

@Repository
public class OrganisationRepository {

	private static final String COLUMNS = "o.id, o.kind, o.name, o.msp_id, o.version, lower(o.name) as sort_name";

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final Clock clock;

	OrganisationRepository(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads, Clock clock) {
		this.jdbc = jdbc;
		this.reads = reads;
		this.clock = clock;
	}

	/** The organisations that the caller sees, sorted by name. */
	Page<Organisation> page(Caller caller, @Nullable OrganisationKind kind, PageRequest request) {
		Cursor after = request.after();
		List<SortedOrganisation> rows = this.reads
			.sql("select " + COLUMNS + " from organisation o where " + OrganisationScope.VISIBLE
					+ ((kind != null) ? " and o.kind = :kind" : "")
					+ ((after != null) ? " and (lower(o.name), o.id) > (:name, :id)" : "")
					+ " order by sort_name, o.id limit :limit")
			.params(OrganisationScope.of(caller))
			.param("kind", (kind != null) ? kind.name() : "")
			.param("name", (after != null) ? after.text(0) : "")
			.param("id", (after != null) ? after.text(1) : "")
			.param("limit", request.limitAndOne())
			.query(OrganisationRepository::row)
			.list();
		return Page.of(rows, request, (row) -> Cursor.after(row.sortName(), row.organisation().id()))
			.map(SortedOrganisation::organisation);
	}

	/** Empty if the caller does not see it. */
	Optional<Organisation> find(Caller caller, String id) {
		return this.reads
			.sql("select " + COLUMNS + " from organisation o where o.id = :id and " + OrganisationScope.VISIBLE)
			.params(OrganisationScope.of(caller))
			.param("id", id)
			.query(OrganisationRepository::row)
			.optional()
			.map(SortedOrganisation::organisation);
	}

	/** The name of an organisation in an invitation, regardless of scope. */
	String name(String id) {
		return this.reads.sql("select name from organisation where id = :id")
			.param("id", id)
			.query(String.class)
			.single();
	}

	public void insert(Organisation organisation) {
		this.jdbc
			.sql("insert into organisation (id, kind, name, msp_id, version, created_at)"
					+ " values (:id, :kind, :name, :msp, :version, :now)")
			.param("id", organisation.id())
			.param("kind", organisation.kind().name())
			.param("name", organisation.name())
			.param("msp", organisation.msp())
			.param("version", organisation.version())
			.param("now", this.clock.millis())
			.update();
	}

	/** False if the version is out of date. */
	boolean rename(String id, String name, long version) {
		return this.jdbc
			.sql("update organisation set name = :name, version = version + 1 where id = :id and version = :version")
			.param("name", name)
			.param("id", id)
			.param("version", version)
			.update() == 1;
	}

	private static SortedOrganisation row(ResultSet row, int number) throws SQLException {
		return new SortedOrganisation(
				new Organisation(row.getString("id"), OrganisationKind.valueOf(row.getString("kind")),
						row.getString("name"), row.getString("msp_id"), row.getLong("version")),
				row.getString("sort_name"));
	}

	/** An organisation with its sort key. */
	private record SortedOrganisation(Organisation organisation, String sortName) {
	}

}
