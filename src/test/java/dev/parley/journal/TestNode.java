package dev.parley.journal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.parley.cluster.ClusterBus;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Broadcaster;
import dev.parley.storage.Database;

/** A node's record on a test's database, with a few engagements to write to. */
final class TestNode implements AutoCloseable {

	static final String FIREWALL = "globex-firewall";

	static final String MAIL = "initech-mail";

	final FakeBroadcaster broadcaster = new FakeBroadcaster();

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	final JournalEngine engine;

	final Journal journal;

	TestNode(Database database, FakeBus bus, String... settings) {
		this.engine = engine(database, bus.join(), this.broadcaster, this.meters, settings);
		this.journal = this.engine.journal();
	}

	TestNode(Database database, String... settings) {
		this(database, new FakeBus(), settings);
	}

	/** A journal alone on its bus, with another broadcaster. */
	static JournalEngine engine(Database database, Broadcaster broadcaster, String... settings) {
		return engine(database, new FakeBus().join(), broadcaster, new SimpleMeterRegistry(), settings);
	}

	private static JournalEngine engine(Database database, ClusterBus bus, Broadcaster broadcaster,
			MeterRegistry meters, String... settings) {
		return new JournalEngine(properties(settings),
				new JournalDatabase(database.template(), database.transactions(), database.reads()),
				new ProtocolCodec(), broadcaster, bus, Clock.systemUTC(), meters);
	}

	/** An MSP with two clients and one engagement of each. */
	static void populate(Database database) {
		for (String[] row : List.of(new String[] { "northwind", "MSP", null },
				new String[] { "globex", "CLIENT", "northwind" }, new String[] { "initech", "CLIENT", "northwind" })) {
			database.jdbc()
				.sql("insert into organisation (id, kind, name, msp_id, created_at) values (?, ?, ?, ?, 0)")
				.params(row[0], row[1], row[0], row[2])
				.update();
		}
		engagement(database, FIREWALL, "globex");
		engagement(database, MAIL, "initech");
	}

	static void engagement(Database database, String id, String client) {
		database.jdbc().sql(ENGAGEMENT).params(id, client, id).update();
	}

	static final String ENGAGEMENT = """
			insert into engagement (id, msp_id, client_id, title, status, created_by, created_at, updated_at)
			values (?, 'northwind', ?, ?, 'open', 'mia', 0, 0)""";

	static Entry message(String engagement, String actor, String requestId) {
		return new Entry(engagement, "chat_message", actor, requestId, "{\"text\":\"" + requestId + "\"}");
	}

	/**
	 * Lets the writer wait until all of these have been submitted, so that it takes them
	 * at once.
	 */
	void together(Runnable submissions) {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		CompletableFuture<Boolean> gate = this.journal.write((transaction) -> {
			busy.countDown();
			return await(open);
		});
		await(busy);
		submissions.run();
		open.countDown();
		gate.join();
	}

	static boolean await(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	double count(String counter) {
		return this.meters.counter("parley.journal." + counter).count();
	}

	@Override
	public void close() {
		this.engine.close();
	}

	private static JournalProperties properties(String... settings) {
		Map<String, String> values = new HashMap<>();
		for (String setting : settings) {
			values.put("parley.journal." + setting.substring(0, setting.indexOf('=')),
					setting.substring(setting.indexOf('=') + 1));
		}
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("parley.journal",
				JournalProperties.class);
	}

}
