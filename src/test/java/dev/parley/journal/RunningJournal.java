package dev.parley.journal;

import java.time.Clock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Broadcaster;
import dev.parley.storage.Database;

/** A real journal on the database of a test, for the features that write to it. */
public final class RunningJournal implements AutoCloseable {

	private final JournalEngine engine;

	public RunningJournal(Database database, Broadcaster broadcaster, Clock clock) {
		JournalProperties properties = new Binder(new MapConfigurationPropertySource()).bindOrCreate("parley.journal",
				JournalProperties.class);
		this.engine = new JournalEngine(properties,
				new JournalDatabase(database.template(), database.transactions(), database.reads()),
				new ProtocolCodec(), broadcaster, new FakeBus().join(), clock, new SimpleMeterRegistry());
	}

	public Journal journal() {
		return this.engine.journal();
	}

	@Override
	public void close() {
		this.engine.close();
	}

}
