package dev.parley.identity.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
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

/** Stores API keys for administration. */
@Repository
class ApiKeyRepository {

	private static final String SELECT = """
			select k.id, k.user_id, k.name, k.organisation_id, k.prefix, k.created_at, k.expires_at, k.last_used_at
			from api_key k join organisation o on o.id = k.organisation_id
			where k.revoked_at is null and\s""" + OrganisationScope.MANAGED;

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	ApiKeyRepository(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads) {
		this.jdbc = jdbc;
		this.reads = reads;
	}

	/** The keys that the caller manages, newest first, without revoked ones. */
	Page<ApiKey> page(Caller caller, PageRequest request) {
		Cursor after = request.after();
		List<ApiKey> keys = this.reads
			.sql(SELECT + ((after != null) ? " and (k.created_at, k.id) < (:at, :id)" : "")
					+ " order by k.created_at desc, k.id desc limit :limit")
			.params(OrganisationScope.of(caller))
			.param("at", (after != null) ? after.number(0) : 0)
			.param("id", (after != null) ? after.text(1) : "")
			.param("limit", request.limitAndOne())
			.query(ApiKeyRepository::key)
			.list();
		return Page.of(keys, request, (key) -> Cursor.after(key.createdAt().toEpochMilli(), key.id()));
	}

	Optional<ApiKey> find(Caller caller, String id) {
		return this.reads.sql(SELECT + " and k.id = :id")
			.params(OrganisationScope.of(caller))
			.param("id", id)
			.query(ApiKeyRepository::key)
			.optional();
	}

	void insert(ApiKey key, String hash, String createdBy) {
		this.jdbc
			.sql("insert into api_key (id, hash, prefix, name, user_id, organisation_id, created_by, created_at,"
					+ " expires_at) values (:id, :hash, :prefix, :name, :user, :organisation, :by, :at, :expires)")
			.param("id", key.id())
			.param("hash", hash)
			.param("prefix", key.prefix())
			.param("name", key.name())
			.param("user", key.user())
			.param("organisation", key.organisation())
			.param("by", createdBy)
			.param("at", key.createdAt().toEpochMilli())
			.param("expires", (key.expiresAt() != null) ? key.expiresAt().toEpochMilli() : null, Types.BIGINT)
			.update();
	}

	/** False if it was already revoked. */
	boolean revoke(String id, Instant now) {
		return this.jdbc.sql("update api_key set revoked_at = :now where id = :id and revoked_at is null")
			.param("now", now.toEpochMilli())
			.param("id", id)
			.update() == 1;
	}

	private static ApiKey key(ResultSet row, int number) throws SQLException {
		return new ApiKey(row.getString("id"), row.getString("user_id"), row.getString("name"),
				row.getString("organisation_id"), row.getString("prefix"),
				Instant.ofEpochMilli(row.getLong("created_at")), instant(row, "expires_at"),
				instant(row, "last_used_at"), null);
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

}
