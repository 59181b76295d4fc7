package dev.parley.journal;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the record reaches its database.
 *
 * @param writes for the writer alone, inside its transactions
 * @param reads for everything else
 */
record JournalDatabase(JdbcTemplate writes, TransactionTemplate transactions, JdbcClient reads) {

}
