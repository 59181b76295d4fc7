package dev.parley.storage;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Translates SQLite's result codes into Spring's exceptions, so that a violated
 * constraint is the same exception on both databases.
 */
final class SqliteExceptionTranslator implements SQLExceptionTranslator {

	/** The lowest eight bits of an extended result code are the primary one. */
	private static final int PRIMARY = 0xff;

	private final SQLExceptionTranslator others = new SQLExceptionSubclassTranslator();

	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException ex) {
		if (!(ex instanceof SQLiteException sqlite)) {
			return this.others.translate(task, sql, ex);
		}
		String message = task + ": " + sqlite.getMessage();
		return switch (sqlite.getResultCode()) {
			case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
				new DuplicateKeyException(message, ex);
			default -> translate(sqlite.getResultCode().code & PRIMARY, message, sqlite);
		};
	}

	private static @Nullable DataAccessException translate(int primary, String message, SQLiteException ex) {
		return switch (primary) {
			// SQLITE_BUSY, SQLITE_LOCKED
			case 5, 6 -> new CannotAcquireLockException(message, ex);
			// SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN
			case 8, 10, 11, 13, 14 -> new DataAccessResourceFailureException(message, ex);
			// SQLITE_CONSTRAINT
			case 19 -> new DataIntegrityViolationException(message, ex);
			default -> null;
		};
	}

}
