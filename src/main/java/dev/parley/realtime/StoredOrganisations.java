package dev.parley.realtime;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads organisations from the database, each once in a while. */
@Component
class StoredOrganisations implements Organisations {

	/** So soon those who are connected see the people of a new client. */
	private static final Duration NEW_CLIENTS_SEEN_AFTER = Duration.ofSeconds(10);

	private static final int REMEMBERED_AT_MOST = 10_000;

	private final JdbcClient reads;

	private final Cache<String, Optional<String>> msps = Caffeine.newBuilder().maximumSize(REMEMBERED_AT_MOST).build();

	private final Cache<String, Set<String>> clients = Caffeine.newBuilder()
		.maximumSize(REMEMBERED_AT_MOST)
		.expireAfterWrite(NEW_CLIENTS_SEEN_AFTER)
		.build();

	StoredOrganisations(@Qualifier("reads") JdbcClient reads) {
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
