package dev.parley.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads organisations from the database and caches them. */
@Component
class StoredOrganisationTree implements OrganisationTree {

	/** How soon connected users see the people of a new client. */
	private static final Duration NEW_CLIENTS_SEEN_AFTER = Duration.ofSeconds(10);

	private static final int MAXIMUM_SIZE = 10_000;

	private final JdbcClient reads;

	private final Cache<String, Optional<String>> msps = Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).build();

	private final Cache<String, Set<String>> clients = Caffeine.newBuilder()
		.maximumSize(MAXIMUM_SIZE)
		.expireAfterWrite(NEW_CLIENTS_SEEN_AFTER)
		.build();

	StoredOrganisationTree(@Qualifier("reads") JdbcClient reads) {
		this.reads = reads;
	}

	@Override
	public Optional<String> mspOf(String client) {
		return this.msps.get(client,
				(id) -> this.reads.sql("select msp_id from organisation where id = ? and kind = 'CLIENT'")
					.param(id)
					.query(String.class)
					.optional());
	}

	@Override
	public Set<String> clientsOf(String msp) {
		return this.clients.get(msp,
				(id) -> this.reads.sql("select id from organisation where msp_id = ?")
					.param(id)
					.query(String.class)
					.set());
	}

}
