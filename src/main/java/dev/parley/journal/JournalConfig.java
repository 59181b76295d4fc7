package dev.parley.journal;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.parley.cluster.ClusterBus;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Broadcaster;

/** Puts the record together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfig {

	@Bean
	JournalDatabase journalDatabase(JdbcTemplate writes, TransactionTemplate transactions,
			@Qualifier("reads") JdbcClient reads) {
		return new JournalDatabase(writes, transactions, reads);
	}

	@Bean
	JournalEngine journalEngine(JournalProperties properties, JournalDatabase database, ProtocolCodec codec,
			Broadcaster broadcaster, ClusterBus bus, Clock clock, MeterRegistry registry) {
		return new JournalEngine(properties, database, codec, broadcaster, bus, clock, registry);
	}

	@Bean(destroyMethod = "")
	DatabaseJournal journal(JournalEngine engine) {
		return engine.journal();
	}

	@Bean
	Replay replay(JournalEngine engine) {
		return engine.replay();
	}

}
