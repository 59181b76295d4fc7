package dev.parley.identity.signin;

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

import dev.parley.storage.NewIds;

/** Sign-ins and their refresh tokens, which are stored as hashes. */
@Repository
class SessionRepository {

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final NewIds ids;

	SessionRepository(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads, NewIds ids) {
		this.jdbc = jdbc;
		this.reads = reads;
		this.ids = ids;
	}

	/** Inserts a sign-in and returns its new id. */
	String insert(String userId, Device device, Instant now, Instant expiresAt) {
		String id = this.ids.next();
		this.jdbc.sql("""
				insert into session (id, user_id, created_at, last_used_at, expires_at, user_agent, address)
				values (:id, :user, :now, :now, :expiresAt, :agent, :address)
				""")
			.param("id", id)
			.param("user", userId)
			.param("now", now.toEpochMilli())
			.param("expiresAt", expiresAt.toEpochMilli())
			.param("agent", device.userAgent(), Types.VARCHAR)
			.param("address", device.address())
			.update();
		return id;
	}

	void insertToken(String hash, String sessionId, Instant now, Instant expiresAt) {
		this.jdbc.sql("""
				insert into refresh_token (hash, session_id, issued_at, expires_at)
				values (:hash, :session, :now, :expiresAt)
				""")
			.param("hash", hash)
			.param("session", sessionId)
			.param("now", now.toEpochMilli())
			.param("expiresAt", expiresAt.toEpochMilli())
			.update();
	}

	/** The token and its sign-in, whether used or ended. */
	Optional<RefreshToken> findToken(String hash) {
		return this.jdbc.sql("""
				select t.session_id, t.issued_at, t.expires_at, t.used_at, s.user_id, s.ended_at
				from refresh_token t join session s on s.id = t.session_id where t.hash = :hash
				""").param("hash", hash).query(SessionRepository::token).optional();
	}

	/** False if another request used it first. */
	boolean useToken(String hash, Instant now) {
		return this.jdbc.sql("update refresh_token set used_at = :now where hash = :hash and used_at is null")
			.param("now", now.toEpochMilli())
			.param("hash", hash)
			.update() == 1;
	}

	void touch(String id, Device device, Instant now, Instant expiresAt) {
		this.jdbc.sql("""
				update session set last_used_at = :now, expires_at = :expiresAt, user_agent = :agent, address = :address
				where id = :id
				""")
			.param("now", now.toEpochMilli())
			.param("expiresAt", expiresAt.toEpochMilli())
			.param("agent", device.userAgent(), Types.VARCHAR)
			.param("address", device.address())
			.param("id", id)
			.update();
	}

	/** The sign-ins of a user that can still be refreshed, most recently used first. */
	List<Session> open(String userId, Instant now) {
		return this.reads.sql("""
				select id, created_at, last_used_at, user_agent, address from session
				where user_id = :user and ended_at is null and expires_at > :now order by last_used_at desc, id
				""").param("user", userId).param("now", now.toEpochMilli()).query(SessionRepository::session).list();
	}

	/** False if the user has no such open sign-in. */
	boolean end(String userId, String id, Instant now) {
		return this.jdbc
			.sql("update session set ended_at = :now where id = :id and user_id = :user and ended_at is null")
			.param("now", now.toEpochMilli())
			.param("id", id)
			.param("user", userId)
			.update() == 1;
	}

	/**
	 * @param except a sign-in to keep open; null for none
	 */
	void endAll(String userId, @Nullable String except, Instant now) {
		this.jdbc.sql("update session set ended_at = :now where user_id = :user and id <> :except and ended_at is null")
			.param("now", now.toEpochMilli())
			.param("user", userId)
			.param("except", (except != null) ? except : "")
			.update();
	}

	/** Deletes the sign-ins that ended or expired before this moment. */
	void purge(Instant before) {
		this.jdbc.sql("""
				delete from refresh_token where session_id in
				(select id from session where ended_at < :before or expires_at < :before)
				""").param("before", before.toEpochMilli()).update();
		this.jdbc.sql("delete from session where ended_at < :before or expires_at < :before")
			.param("before", before.toEpochMilli())
			.update();
		this.jdbc.sql("delete from refresh_token where expires_at < :before")
			.param("before", before.toEpochMilli())
			.update();
	}

	private static RefreshToken token(ResultSet row, int number) throws SQLException {
		row.getLong("used_at");
		boolean used = !row.wasNull();
		row.getLong("ended_at");
		boolean ended = !row.wasNull();
		return new RefreshToken(row.getString("session_id"), row.getString("user_id"),
				Instant.ofEpochMilli(row.getLong("issued_at")), Instant.ofEpochMilli(row.getLong("expires_at")), used,
				ended);
	}

	private static Session session(ResultSet row, int number) throws SQLException {
		return new Session(row.getString("id"), Instant.ofEpochMilli(row.getLong("created_at")),
				Instant.ofEpochMilli(row.getLong("last_used_at")), row.getString("user_agent"),
				row.getString("address"));
	}

	/** A stored refresh token and the state of its sign-in. */
	record RefreshToken(String session, String userId, Instant issuedAt, Instant expiresAt, boolean used,
			boolean ended) {

	}

	/** An open sign-in. */
	record Session(String id, Instant createdAt, Instant lastUsedAt, @Nullable String userAgent,
			@Nullable String address) {

	}

}
