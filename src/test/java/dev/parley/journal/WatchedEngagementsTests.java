package dev.parley.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.Authenticated;
import dev.parley.protocol.ClientMessage.Sync;
import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Connection;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.FakeTransport;
import dev.parley.realtime.Frame;
import dev.parley.realtime.TestConnections;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static dev.parley.journal.TestNode.FIREWALL;
import static dev.parley.journal.TestNode.MAIL;
import static dev.parley.journal.TestNode.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The real journal with real connections: what is delivered, and what is left alone. */
@EveryDatabase
class WatchedEngagementsTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Duration SHORT = Duration.ofMillis(2);

	private static final int VISITS = 60;

	private static final Pattern EVENT = Pattern
		.compile("\\{\"type\":\"chat_message\",.*?\"engagement\":\"([^\"]+)\",\"seq\":(\\d+).*");

	private static final Pattern SYNCED = Pattern.compile("\\{\"type\":\"synced\",.*\"more\":(true|false)}}");

	private final Database database;

	private final TestConnections connections = new TestConnections();

	private final ConnectionManager manager = this.connections.manager();

	private final CountingBroadcaster broadcaster = new CountingBroadcaster(this.manager);

	private JournalEngine engine;

	WatchedEngagementsTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		TestNode.populate(this.database);
		this.engine = TestNode.engine(this.database, this.broadcaster, "sweep-interval=50ms");
	}

	@AfterEach
	void stop() {
		this.engine.close();
		this.connections.close();
	}

	@Test
	void neitherEncodesNorTracksAnEngagementWithoutWatchers() {
		FakeTransport ian = connect(TestConnections.client("ian", "initech"));
		append(FIREWALL, 3);
		append(MAIL, 1);
		awaitSeqs(ian, 1L);
		assertThat(this.broadcaster.frames(FIREWALL)).isZero();
		assertThat(this.engine.replay().delivered(FIREWALL)).isZero();
		assertThat(this.engine.replay().delivered(MAIL)).isOne();
	}

	@Test
	void forgetsAnEngagementWhenItsLastWatcherLeaves() {
		Connection gil = this.manager.connect(TestConnections.client("gil", "globex"), new FakeTransport(), false);
		append(FIREWALL, 2);
		await().atMost(LONG).until(() -> this.engine.replay().delivered(FIREWALL) == 2);
		this.manager.disconnect(gil);
		await().atMost(LONG).until(() -> this.engine.replay().delivered(FIREWALL) == 0);
		append(FIREWALL, 1);
		assertThat(this.broadcaster.frames(FIREWALL)).isEqualTo(2);
	}

	@Test
	void deliversToANewWatcherOnlyWhatWasCommittedSinceItConnected() {
		append(FIREWALL, 3);
		FakeTransport gil = connect(TestConnections.client("gil", "globex"));
		append(FIREWALL, 1);
		awaitSeqs(gil, 4L);
		FakeTransport mia = connect(TestConnections.msp("mia", "northwind"));
		append(FIREWALL, 1);
		awaitSeqs(mia, 5L);
		this.engine.close();
		assertThat(seqs(gil)).containsExactly(4L, 5L);
	}

	@Test
	void givesConnectionsThatComeAndGoEveryEventOnceAfterTheirSync() {
		AtomicBoolean done = new AtomicBoolean();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<?> writing = CompletableFuture.runAsync(() -> {
				while (!done.get()) {
					append(FIREWALL, 1);
					append(MAIL, 1);
				}
			}, threads);
			CompletableFuture<?> visits = CompletableFuture.allOf(
					CompletableFuture.runAsync(() -> comeAndGo("gil", "globex", FIREWALL), threads),
					CompletableFuture.runAsync(() -> comeAndGo("ian", "initech", MAIL), threads));
			visits.whenComplete((visited, failure) -> done.set(true)).orTimeout(120, TimeUnit.SECONDS).join();
			writing.join();
		}
	}

	private void comeAndGo(String user, String client, String engagement) {
		long held = 0;
		for (int visit = 0; visit < VISITS; visit++) {
			FakeTransport transport = new FakeTransport();
			Connection connection = this.manager.connect(TestConnections.client(user, client), transport, false);
			long before = held;
			int pages = 0;
			do {
				sync(connection, transport, engagement, held, ++pages);
				held = read(transport, before);
			}
			while (synced(transport).getLast().equals("true"));
			int seen = transport.messages().size();
			await().pollInterval(SHORT).atMost(LONG).until(() -> transport.messages().size() > seen + 1);
			this.manager.disconnect(connection);
			held = read(transport, before);
		}
	}

	private void sync(Connection connection, FakeTransport transport, String engagement, long after, int pages) {
		CompletableFuture<?> queued = this.engine.replay().start(connection, new Sync(null, Map.of(engagement, after)));
		queued.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
		await().pollInterval(SHORT).atMost(LONG).until(() -> synced(transport).size() == pages);
	}

	/** Whether there was more, for each page. */
	private static List<String> synced(FakeTransport transport) {
		return transport.messages()
			.stream()
			.map(SYNCED::matcher)
			.filter(Matcher::matches)
			.map((end) -> end.group(1))
			.toList();
	}

	/** What a client holds that skips what it has and, until it is synced, any gap. */
	private static long read(FakeTransport transport, long before) {
		long held = before;
		boolean synced = false;
		for (String json : transport.messages()) {
			Matcher event = EVENT.matcher(json);
			Matcher end = SYNCED.matcher(json);
			if (event.matches()) {
				long seq = Long.parseLong(event.group(2));
				if (synced) {
					assertThat(seq).as("live after %s", held).isEqualTo(held + 1);
				}
				held = (seq == held + 1) ? seq : held;
			}
			else if (end.matches()) {
				synced = end.group(1).equals("false");
			}
		}
		return held;
	}

	private FakeTransport connect(Authenticated who) {
		FakeTransport transport = new FakeTransport();
		this.manager.connect(who, transport, false);
		return transport;
	}

	private void append(String engagement, int count) {
		List<CompletableFuture<Appended>> appended = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			appended.add(this.engine.journal().append(message(engagement, "mia", null)));
		}
		appended.forEach(CompletableFuture::join);
	}

	private static void awaitSeqs(FakeTransport transport, Long... seqs) {
		await().atMost(LONG).untilAsserted(() -> assertThat(seqs(transport)).containsExactly(seqs));
	}

	private static List<Long> seqs(FakeTransport transport) {
		return transport.messages()
			.stream()
			.map(EVENT::matcher)
			.filter(Matcher::matches)
			.map((event) -> Long.parseLong(event.group(2)))
			.toList();
	}

	/** Counts the frames of each engagement on their way to the connections. */
	private record CountingBroadcaster(Broadcaster target,
			ConcurrentMap<String, Integer> frames) implements Broadcaster {

		CountingBroadcaster(Broadcaster target) {
			this(target, new ConcurrentHashMap<>());
		}

		int frames(String engagement) {
			return this.frames.getOrDefault(engagement, 0);
		}

		@Override
		public void broadcast(Audience audience, Frame frame) {
			this.frames.merge(String.valueOf(frame.key()), 1, Integer::sum);
			this.target.broadcast(audience, frame);
		}

		@Override
		public boolean reaches(Audience audience) {
			return this.target.reaches(audience);
		}

	}

}
