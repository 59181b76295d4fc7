package dev.parley.journal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.storage.Vendor;

import static dev.parley.journal.TestNode.FIREWALL;
import static dev.parley.journal.TestNode.MAIL;
import static dev.parley.journal.TestNode.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes on one database, with a bus between them that may lose what it carries. */
@EveryDatabase
class LiveDeliveryTests {

	/** So rarely that no sweep comes to help. */
	private static final String NO_SWEEP = "sweep-interval=1h";

	private static final Duration LONG = Duration.ofSeconds(30);

	private final Database database;

	private final FakeBus bus = new FakeBus();

	private final List<AutoCloseable> open = new ArrayList<>();

	LiveDeliveryTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void populate() {
		TestNode.populate(this.database);
	}

	@AfterEach
	void stop() throws Exception {
		for (AutoCloseable closeable : this.open.reversed()) {
			closeable.close();
		}
	}

	@Test
	void deliversCommitsOfOneNodeOnEveryNodeInOrder() {
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP);
		IntStream.range(0, 50).forEach((i) -> here.journal.append(message(FIREWALL, "mia", "m" + i)));
		awaitSeqs(here, FIREWALL, 50);
		awaitSeqs(there, FIREWALL, 50);
		assertThat(there.broadcaster.frames).extracting((frame) -> frame.text())
			.containsExactlyElementsOf(here.broadcaster.frames.stream().map((frame) -> frame.text()).toList());
	}

	@Test
	void nodesThatWriteAtTheSameTimeAgreeOnOneOrderWithoutHoles() {
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP);
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			futures.add(here.journal.append(message(FIREWALL, "mia", "here" + i)));
			futures.add(there.journal.append(message((i % 2 == 0) ? FIREWALL : MAIL, "gil", "there" + i)));
		}
		futures.forEach(CompletableFuture::join);
		awaitSeqs(here, FIREWALL, 300);
		awaitSeqs(there, FIREWALL, 300);
		awaitSeqs(here, MAIL, 100);
		awaitSeqs(there, MAIL, 100);
		assertThat(texts(here, FIREWALL)).isEqualTo(texts(there, FIREWALL));
		assertThat(here.journal.after(FIREWALL, 0, 1000)).extracting(Event::requestId)
			.filteredOn((id) -> id.startsWith("here"))
			.containsExactlyElementsOf(IntStream.range(0, 200).mapToObj((i) -> "here" + i).toList());
	}

	@Test
	void storesAnIdOnceThatIsSentToTwoNodesAtTheSameTime() {
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP);
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			futures.add(here.journal.append(message(FIREWALL, "mia", "same" + i)));
			futures.add(there.journal.append(message(FIREWALL, "mia", "same" + i)));
		}
		for (int i = 0; i < 200; i += 2) {
			Appended one = futures.get(i).join();
			Appended other = futures.get(i + 1).join();
			assertThat(one.seq()).isEqualTo(other.seq());
			assertThat(one.duplicate()).isNotEqualTo(other.duplicate());
		}
		assertThat(here.journal.head(FIREWALL)).isEqualTo(100);
	}

	@Test
	void fillsTheGapOfALostHintWhenTheNextArrives() {
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP);
		here.journal.append(message(FIREWALL, "mia", "first")).join();
		awaitSeqs(there, FIREWALL, 1);
		this.bus.lose((payload) -> true);
		here.journal.append(message(FIREWALL, "mia", "lost")).join();
		awaitSeqs(here, FIREWALL, 2);
		this.bus.lose((payload) -> false);
		here.journal.append(message(FIREWALL, "mia", "last")).join();
		awaitSeqs(there, FIREWALL, 3);
	}

	@Test
	void fillsAGapBeforeDeliveringItsOwnCommit() {
		this.bus.lose((payload) -> true);
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP);
		here.journal.append(message(FIREWALL, "mia", "first")).join();
		there.journal.append(message(FIREWALL, "gil", "second")).join();
		there.journal.append(message(MAIL, "gil", "elsewhere")).join();
		awaitSeqs(there, MAIL, 1);
		here.journal.append(message(FIREWALL, "mia", "third")).join();
		awaitSeqs(here, FIREWALL, 3);
		assertThat(here.count("gaps")).isEqualTo(1);
	}

	@Test
	void sweepsEventsWhoseHintsWereLost() {
		this.bus.lose((payload) -> true);
		TestNode here = node(NO_SWEEP);
		TestNode there = node("sweep-interval=50ms");
		IntStream.range(0, 3).forEach((i) -> here.journal.append(message(FIREWALL, "mia", "m" + i)));
		awaitSeqs(there, FIREWALL, 3);
		IntStream.range(3, 500).forEach((i) -> here.journal.append(message(FIREWALL, "mia", "m" + i)));
		awaitSeqs(there, FIREWALL, 500);
		assertThat(there.count("swept")).isPositive();
	}

	@Test
	void skipsHintsOfEngagementsWithoutWatchers() {
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP, "sweep-window=0s");
		there.broadcaster.watched = false;
		there.journal.audience(FIREWALL);
		here.journal.append(message(FIREWALL, "mia", "unseen")).join();
		awaitHandedOn(here);
		awaitHandedOn(there);
		there.broadcaster.watched = true;
		here.journal.append(message(FIREWALL, "mia", "seen")).join();
		await().atMost(LONG).untilAsserted(() -> assertThat(there.broadcaster.seqs(FIREWALL)).containsExactly(2L));
	}

	@Test
	void ignoresMalformedHints() {
		TestNode here = node(NO_SWEEP);
		for (String hostile : List.of("", "x", "1 2", "2 1 " + FIREWALL, "-1 5 " + FIREWALL, "0 0 " + FIREWALL,
				"1 99999999999999999999 " + FIREWALL, "1 1 nowhere", "1 7 " + FIREWALL, "\0\0\0 \0 \0")) {
			this.bus.inject(hostile.getBytes(StandardCharsets.UTF_8));
		}
		here.journal.append(message(FIREWALL, "mia", "m")).join();
		awaitSeqs(here, FIREWALL, 1);
	}

	@Test
	void deliversAnUrgentEventAsUrgentOnEveryNode() {
		TestNode here = node(NO_SWEEP);
		TestNode there = node(NO_SWEEP);
		here.journal.append(new Entry(FIREWALL, "alert", "mia", null, null, "{}", true)).join();
		for (TestNode node : List.of(here, there)) {
			awaitSeqs(node, FIREWALL, 1);
			assertThat(node.broadcaster.frames.getFirst().urgent()).isTrue();
		}
	}

	private TestNode node(String... settings) {
		boolean first = this.open.isEmpty();
		Database own = (first || this.database.vendor() == Vendor.SQLITE) ? this.database : this.database.anotherNode();
		if (own != this.database) {
			this.open.add(own);
		}
		TestNode node = new TestNode(own, this.bus, settings);
		this.open.add(node);
		return node;
	}

	/** A caller is answered after all that was committed before has been handed on. */
	private static void awaitHandedOn(TestNode node) {
		node.journal.append(message(MAIL, "mia", null)).join();
	}

	private static void awaitSeqs(TestNode node, String engagement, int last) {
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(node.broadcaster.seqs(engagement))
				.containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList()));
	}

	private static List<String> texts(TestNode node, String engagement) {
		return node.broadcaster.frames.stream()
			.filter((frame) -> engagement.equals(frame.key()))
			.map((frame) -> frame.text())
			.toList();
	}

}
