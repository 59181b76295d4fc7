package dev.parley.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.protocol.ClientMessage.Sync;
import dev.parley.protocol.FieldRules;
import dev.parley.realtime.Frame;
import dev.parley.realtime.ReplayOutcome;
import dev.parley.realtime.ReplayPage;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static dev.parley.journal.TestNode.FIREWALL;
import static dev.parley.journal.TestNode.MAIL;
import static dev.parley.journal.TestNode.message;
import static org.assertj.core.api.Assertions.assertThat;

/** What a client receives when it syncs. */
@EveryDatabase
class ReplayTests {

	private static final Pattern FRAME = Pattern
		.compile("\\{\"type\":\"(\\w+)\",.*?\"engagement\":\"([^\"]+)\"(?:,\"seq\":(\\d+))?.*");

	private static final Pattern SYNCED = Pattern.compile(".*\"data\":\\{\"seq\":(\\d+),\"more\":(true|false)}}");

	private final Database database;

	private TestNode node;

	private FakeConnection connection;

	ReplayTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		TestNode.populate(this.database);
		this.node = new TestNode(this.database, "page-events=10");
		this.connection = new FakeConnection("globex", "initech");
	}

	@AfterEach
	void stop() {
		this.node.close();
		this.connection.close();
	}

	@Test
	void sendsEverythingAfterTheClientsSeqInOrderAndThenSynced() {
		append(FIREWALL, 8);
		assertThat(sync(Map.of(FIREWALL, 5L))).containsExactly(FIREWALL + " 6", FIREWALL + " 7", FIREWALL + " 8",
				FIREWALL + " synced 8");
	}

	@Test
	void sendsOnlySyncedWhenTheClientIsUpToDate() {
		append(FIREWALL, 3);
		assertThat(sync(Map.of(FIREWALL, 3L))).containsExactly(FIREWALL + " synced 3");
		assertThat(sync(Map.of(MAIL, 0L))).endsWith(MAIL + " synced 0");
	}

	@Test
	void completesAnEmptySyncAtOnce() {
		assertThat(sync(Map.of())).isEmpty();
	}

	@Test
	void splitsALongReplayIntoPages() {
		append(FIREWALL, 25);
		assertThat(sync(Map.of(FIREWALL, 0L))).hasSize(11).endsWith(FIREWALL + " synced 10 more");
		assertThat(sync(Map.of(FIREWALL, 10L))).hasSize(22).endsWith(FIREWALL + " synced 20 more");
		assertThat(sync(Map.of(FIREWALL, 20L))).hasSize(28).endsWith(FIREWALL + " 25", FIREWALL + " synced 25");
	}

	@Test
	void marksAFullLastPageAsTheLast() {
		append(FIREWALL, 10);
		assertThat(sync(Map.of(FIREWALL, 0L))).hasSize(11).endsWith(FIREWALL + " synced 10");
	}

	@Test
	void limitsPagesBySizeToAtLeastOneEvent() {
		this.node.close();
		try (TestNode small = new TestNode(this.database, "page-size=200B")) {
			small.journal.append(new Entry(FIREWALL, "chat_message", "mia", null, "\"" + "x".repeat(500) + "\""));
			small.journal.append(new Entry(FIREWALL, "chat_message", "mia", null, "\"y\""));
			small.journal.append(new Entry(FIREWALL, "chat_message", "mia", null, "\"z\"")).join();
			finish(small.engine.replay().start(this.connection, new Sync(null, Map.of(FIREWALL, 0L))));
			assertThat(told()).containsExactly(FIREWALL + " 1", FIREWALL + " synced 1 more");
		}
	}

	@Test
	void replaysSeveralEngagementsInOrder() {
		append(FIREWALL, 2);
		append(MAIL, 1);
		Map<String, Long> asked = new LinkedHashMap<>();
		asked.put(FIREWALL, 0L);
		asked.put(MAIL, 0L);
		assertThat(sync(asked)).containsExactly(FIREWALL + " 1", FIREWALL + " 2", FIREWALL + " synced 2", MAIL + " 1",
				MAIL + " synced 1");
	}

	@Test
	void hidesAnEngagementOutOfScopeAsIfItDidNotExist() {
		append(FIREWALL, 2);
		try (FakeConnection stranger = new FakeConnection("initech")) {
			finish(this.node.engine.replay().start(stranger, new Sync(null, Map.of(FIREWALL, 0L))));
			finish(this.node.engine.replay().start(stranger, new Sync(null, Map.of("nowhere", 0L))));
			List<String> frames = stranger.written();
			assertThat(frames).hasSize(2).allMatch((frame) -> frame.startsWith("{\"type\":\"error\""));
			assertThat(frames.get(0).replace(FIREWALL, "nowhere").replaceAll("\"timestamp\":\"[^\"]+\"", ""))
				.isEqualTo(frames.get(1).replaceAll("\"timestamp\":\"[^\"]+\"", ""));
			assertThat(frames.get(0)).contains("\"code\":\"not_found\"").doesNotContain("\"id\"");
		}
	}

	@Test
	void syncsAClientAheadOfTheRecordToItsEnd() {
		append(FIREWALL, 2);
		assertThat(sync(Map.of(FIREWALL, 99L))).containsExactly(FIREWALL + " synced 2");
		assertThat(sync(Map.of(FIREWALL, FieldRules.MAX_SEQ))).hasSize(2);
	}

	@Test
	void deliversLiveEventsOnceAfterTheReplay() {
		append(FIREWALL, 200);
		CompletableFuture<?> writing = CompletableFuture.runAsync(() -> append(FIREWALL, 300));
		long held = 0;
		do {
			Frame[] live = this.node.broadcaster.frames.stream().toArray(Frame[]::new);
			long delivered = live.length;
			finish(this.node.engine.replay().start(this.connection, new Sync(null, Map.of(FIREWALL, held))));
			for (int i = (int) delivered; i < this.node.broadcaster.frames.size(); i++) {
				this.connection.live(this.node.broadcaster.frames.get(i));
			}
			held = lastSynced();
		}
		while (!writing.isDone() || held < 500);
		List<Long> events = new ArrayList<>(told().stream()
			.filter((line) -> line.matches(FIREWALL + " \\d+"))
			.map((line) -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
			.distinct()
			.toList());
		assertThat(events).hasSize(500).isSorted();
	}

	@Test
	void withholdsLiveEventsUntilThePageContainsThem() {
		append(FIREWALL, 3);
		Frame fourth = liveFrame(4);
		this.connection.hold("first", () -> {
			this.connection.live(fourth);
			append(FIREWALL, 1);
			this.connection.replay(new ReplayPage("first", List.of(), 0, 0, false, Frame.connection(new byte[0])),
					new NoOutcome());
		});
		assertThat(sync(Map.of(FIREWALL, 3L))).containsSubsequence(FIREWALL + " 4", FIREWALL + " synced 4")
			.doesNotHaveDuplicates();
	}

	@Test
	void sharesOneReadAmongRequestsForTheSamePage() {
		append(FIREWALL, 5);
		List<FakeConnection> crowd = IntStream.range(0, 200).mapToObj((i) -> new FakeConnection("globex")).toList();
		CompletableFuture<?>[] done = crowd.stream()
			.map((one) -> this.node.engine.replay().start(one, new Sync(null, Map.of(FIREWALL, 2L))))
			.toArray(CompletableFuture[]::new);
		finish(CompletableFuture.allOf(done));
		assertThat(crowd).allMatch((one) -> told(one)
			.equals(List.of(FIREWALL + " 3", FIREWALL + " 4", FIREWALL + " 5", FIREWALL + " synced 5")));
		crowd.forEach(FakeConnection::close);
	}

	@Test
	void reportsAFailedReadAndReplaysTheRest() {
		append(MAIL, 1);
		this.database.jdbc().sql("update engagement set head = 5 where id = ?").param(FIREWALL).update();
		this.database.jdbc().sql("alter table event rename to event_away").update();
		try {
			assertThat(sync(Map.of(FIREWALL, 0L))).isEmpty();
			assertThat(this.connection.written()).singleElement().asString().contains("\"code\":\"unavailable\"");
		}
		finally {
			this.database.jdbc().sql("alter table event_away rename to event").update();
		}
		assertThat(sync(Map.of(MAIL, 0L))).endsWith(MAIL + " 1", MAIL + " synced 1");
	}

	private void append(String engagement, int count) {
		IntStream.range(0, count)
			.mapToObj((i) -> this.node.journal.append(message(engagement, "mia", null)))
			.toList()
			.forEach(CompletableFuture::join);
	}

	private static Frame liveFrame(long seq) {
		return Frame.journal(FIREWALL, seq, "{\"type\":\"live\"}".getBytes(StandardCharsets.UTF_8), false);
	}

	/** Everything the connection was told of so far. */
	private List<String> sync(Map<String, Long> after) {
		finish(this.node.engine.replay().start(this.connection, new Sync(null, after)));
		return told();
	}

	private static void finish(CompletableFuture<?> done) {
		done.orTimeout(60, TimeUnit.SECONDS).join();
	}

	private List<String> told() {
		return told(this.connection);
	}

	private static List<String> told(FakeConnection connection) {
		return connection.written()
			.stream()
			.map(FRAME::matcher)
			.filter(Matcher::matches)
			.filter((frame) -> !frame.group(1).equals("error"))
			.map(ReplayTests::line)
			.toList();
	}

	private static String line(Matcher frame) {
		Matcher synced = SYNCED.matcher(frame.group());
		if (frame.group(1).equals("synced") && synced.matches()) {
			return frame.group(2) + " synced " + synced.group(1) + (synced.group(2).equals("true") ? " more" : "");
		}
		return frame.group(2) + " " + frame.group(3);
	}

	private long lastSynced() {
		String last = told().stream().filter((line) -> line.contains("synced")).toList().getLast();
		return Long.parseLong(last.split(" ")[2]);
	}

	private static final class NoOutcome implements ReplayOutcome {

		@Override
		public void synced() {
			// Only the test's own hold.
		}

		@Override
		public void missed(long upTo) {
			throw new IllegalStateException();
		}

	}

}
