package dev.parley.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.Audience;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static dev.parley.journal.TestNode.FIREWALL;
import static dev.parley.journal.TestNode.MAIL;
import static dev.parley.journal.TestNode.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** What the record promises, on both databases. */
@EveryDatabase
class JournalContractTests {

	private final Database database;

	private TestNode node;

	private Journal journal;

	JournalContractTests(Database database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		TestNode.populate(this.database);
		this.node = new TestNode(this.database);
		this.journal = this.node.journal;
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	@Test
	void eventsOfAnEngagementAreNumberedFromOneWithoutHoles() {
		for (int i = 1; i <= 5; i++) {
			assertThat(append(message(FIREWALL, "mia", "m" + i))).isEqualTo(new Appended(FIREWALL, i, false));
		}
		assertThat(append(message(MAIL, "mia", "other"))).isEqualTo(new Appended(MAIL, 1, false));
		assertThat(this.journal.head(FIREWALL)).isEqualTo(5);
		assertThat(seqs(FIREWALL)).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void waitingSubmissionsCommitTogetherInOrderOfArrival() {
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> IntStream.range(0, 100)
			.forEach((i) -> futures.add(this.journal.append(message((i % 2 == 0) ? FIREWALL : MAIL, "mia", "m" + i)))));
		for (int i = 0; i < 100; i++) {
			assertThat(futures.get(i).join().seq()).isEqualTo(i / 2 + 1);
		}
		assertThat(this.node.meters.summary("parley.journal.batch").max()).isGreaterThanOrEqualTo(100);
	}

	@Test
	void theSameIdOfTheSameAuthorIsStoredOnceForEver() {
		Appended first = append(message(FIREWALL, "mia", "a"));
		append(message(FIREWALL, "mia", "b"));
		assertThat(append(message(FIREWALL, "mia", "a"))).isEqualTo(new Appended(FIREWALL, first.seq(), true));
		assertThat(this.journal.head(FIREWALL)).isEqualTo(2);
		assertThat(this.node.count("duplicates")).isEqualTo(1);
	}

	@Test
	void theSameIdTwiceInOneBatchIsStoredOnce() {
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> IntStream.range(0, 4)
			.forEach((i) -> futures.add(this.journal.append(message(FIREWALL, "mia", "same")))));
		assertThat(futures).extracting(CompletableFuture::join)
			.containsExactly(new Appended(FIREWALL, 1, false), new Appended(FIREWALL, 1, true),
					new Appended(FIREWALL, 1, true), new Appended(FIREWALL, 1, true));
		assertThat(this.journal.head(FIREWALL)).isEqualTo(1);
	}

	@Test
	void anotherAuthorsIdIsAnotherEvent() {
		append(message(FIREWALL, "mia", "a"));
		assertThat(append(message(FIREWALL, "gil", "a"))).isEqualTo(new Appended(FIREWALL, 2, false));
	}

	@Test
	void entriesWithoutAnIdAreNeverTakenForRepetitions() {
		append(message(FIREWALL, "mia", null));
		assertThat(append(message(FIREWALL, "mia", null))).isEqualTo(new Appended(FIREWALL, 2, false));
	}

	@Test
	void anIdUsedForSomethingElseIsRefused() {
		append(message(FIREWALL, "mia", "a"));
		assertRejected(this.journal.append(message(MAIL, "mia", "a")), ErrorCode.ID_REUSED);
		assertRejected(this.journal.append(new Entry(FIREWALL, "alert", "mia", "a", "{}")), ErrorCode.ID_REUSED);
		assertRejected(this.journal.append(new Entry(FIREWALL, "chat_message", "mia", "a", 1L, "{}", false)),
				ErrorCode.ID_REUSED);
		assertThat(this.journal.head(MAIL)).isZero();
		assertThat(this.journal.head(FIREWALL)).isEqualTo(1);
	}

	@Test
	void anEngagementThatDoesNotExistIsRefusedAlone() {
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> {
			futures.add(this.journal.append(message("nowhere", "mia", "a")));
			futures.add(this.journal.append(message(FIREWALL, "mia", "a")));
		});
		assertRejected(futures.get(0), ErrorCode.NOT_FOUND);
		assertThat(futures.get(1).join()).isEqualTo(new Appended(FIREWALL, 1, false));
	}

	@Test
	void aClosedEngagementTakesNothingMoreButAnswersWhatItTookBefore() {
		append(message(FIREWALL, "mia", "before"));
		status(FIREWALL, "closed");
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> {
			futures.add(this.journal.append(message(FIREWALL, "mia", "late")));
			futures.add(this.journal.append(message(MAIL, "mia", "elsewhere")));
			futures.add(this.journal.append(message(FIREWALL, "mia", "before")));
			futures.add(this.journal.append(message(FIREWALL, "mia", "late")));
		});
		assertRejected(futures.get(0), ErrorCode.CONFLICT);
		assertThat(futures.get(1).join()).isEqualTo(new Appended(MAIL, 1, false));
		assertThat(futures.get(2).join()).isEqualTo(new Appended(FIREWALL, 1, true));
		assertRejected(futures.get(3), ErrorCode.CONFLICT);
		status(FIREWALL, "open");
		assertThat(append(message(FIREWALL, "mia", "late"))).isEqualTo(new Appended(FIREWALL, 2, false));
	}

	@Test
	void aUnitOfWorkCommitsItsChangeAndItsEventsTogether() {
		Appended appended = this.journal.write(FIREWALL, (transaction) -> {
			rename(transaction, "Renamed");
			transaction.append(message(FIREWALL, "mia", "one"));
			return transaction.append(message(FIREWALL, "mia", "two"));
		}).join();
		assertThat(appended).isEqualTo(new Appended(FIREWALL, 2, false));
		assertThat(title()).isEqualTo("Renamed");
		assertThat(seqs(FIREWALL)).containsExactly(1L, 2L);
	}

	@Test
	void aRefusedUnitLeavesNothingAndDisturbsNoOther() {
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> {
			futures.add(this.journal.append(message(FIREWALL, "mia", "before")));
			futures.add(this.journal.write(FIREWALL, (transaction) -> {
				rename(transaction, "Wrong");
				transaction.append(message(FIREWALL, "mia", "inside"));
				throw new RejectedException(ErrorCode.CONFLICT, "No.");
			}));
			futures.add(this.journal.append(message(FIREWALL, "mia", "after")));
		});
		assertThat(futures.get(0).join().seq()).isEqualTo(1);
		assertRejected(futures.get(1), ErrorCode.CONFLICT);
		assertThat(futures.get(2).join().seq()).isEqualTo(2);
		assertThat(title()).isEqualTo(FIREWALL);
		assertThat(append(message(FIREWALL, "mia", "inside"))).isEqualTo(new Appended(FIREWALL, 3, false));
		await().untilAsserted(() -> assertThat(this.node.broadcaster.seqs(FIREWALL)).containsExactly(1L, 2L, 3L));
		assertThat(this.node.count("failures")).isZero();
	}

	@Test
	void aUnitThatBreaksARuleOfTheDatabaseFailsAlone() {
		List<CompletableFuture<?>> futures = new ArrayList<>();
		this.node.together(() -> {
			futures.add(this.journal.append(message(FIREWALL, "mia", "before")));
			futures.add(this.journal.write((transaction) -> transaction.jdbc()
				.sql(TestNode.ENGAGEMENT)
				.params(FIREWALL, "globex", "twice")
				.update()));
			futures.add(this.journal.append(message(FIREWALL, "mia", "after")));
		});
		futures.get(0).join();
		assertThatThrownBy(futures.get(1)::join).cause().isInstanceOf(DuplicateKeyException.class);
		futures.get(2).join();
		assertThat(seqs(FIREWALL)).containsExactly(1L, 2L);
	}

	@Test
	void whateverAUnitThrowsReachesItsCallerAlone() {
		List<CompletableFuture<?>> futures = new ArrayList<>();
		this.node.together(() -> {
			futures.add(this.journal.append(message(FIREWALL, "mia", "before")));
			futures.add(this.journal.write(FIREWALL, (transaction) -> {
				transaction.append(message(FIREWALL, "mia", "inside"));
				throw new StackOverflowError();
			}));
			futures.add(this.journal.append(message(FIREWALL, "mia", "after")));
		});
		futures.get(0).join();
		assertThatThrownBy(futures.get(1)::join).hasCauseInstanceOf(StackOverflowError.class);
		futures.get(2).join();
		assertThat(seqs(FIREWALL)).containsExactly(1L, 2L);
		assertThat(this.node.count("failures")).isEqualTo(2);
	}

	@Test
	void anEntryThatTheDatabaseRefusesFailsAlone() {
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> {
			futures.add(this.journal.append(message(FIREWALL, "mia", "before")));
			futures.add(this.journal.append(new Entry(FIREWALL, "chat_message", "mia", "bad", null)));
			futures.add(this.journal.append(message(FIREWALL, "mia", "after")));
		});
		assertThat(futures.get(0).join().seq()).isEqualTo(1);
		assertThatThrownBy(futures.get(1)::join).isInstanceOf(CompletionException.class);
		assertThat(futures.get(2).join().seq()).isEqualTo(2);
		assertThat(seqs(FIREWALL)).containsExactly(1L, 2L);
	}

	@Test
	void aUnitSeesWhatCameBeforeItInTheSameBatch() {
		List<CompletableFuture<Long>> heads = new ArrayList<>();
		this.node.together(() -> {
			this.journal.append(message(FIREWALL, "mia", "a"));
			heads.add(this.journal.write(FIREWALL, JournalContractTests::countEvents));
			this.journal.append(message(FIREWALL, "mia", "b"));
			heads.add(this.journal.write(FIREWALL, JournalContractTests::countEvents));
		});
		assertThat(heads).extracting(CompletableFuture::join).containsExactly(1L, 2L);
	}

	@Test
	void aUnitRepeatsAnEntryUnderTheSameIdWithoutStoringIt() {
		append(message(FIREWALL, "mia", "a"));
		Appended again = this.journal
			.write(FIREWALL, (transaction) -> transaction.append(message(FIREWALL, "mia", "a")))
			.join();
		assertThat(again).isEqualTo(new Appended(FIREWALL, 1, true));
		assertRejected(this.journal.write(MAIL, (transaction) -> transaction.append(message(MAIL, "mia", "a"))),
				ErrorCode.ID_REUSED);
	}

	@Test
	void aUnitMayMakeAnEngagementAndAppendToIt() {
		Appended created = this.journal.write((transaction) -> {
			transaction.jdbc().sql(TestNode.ENGAGEMENT).params("new", "globex", "New").update();
			return transaction.append(message("new", "mia", "created"));
		}).join();
		assertThat(created).isEqualTo(new Appended("new", 1, false));
		assertThat(this.journal.audience("new")).contains(new Audience("northwind", "globex"));
	}

	@Test
	void aUnitMayNotAppendToAnotherEngagementThanItLocked() {
		assertThatThrownBy(
				() -> this.journal.write(FIREWALL, (transaction) -> transaction.append(message(MAIL, "mia", "a")))
					.join())
			.hasCauseInstanceOf(IllegalArgumentException.class);
		assertThat(this.journal.head(MAIL)).isZero();
	}

	@Test
	void aRewrittenEventStaysWhereItIsWithItsNewData() {
		append(message(FIREWALL, "mia", "a"));
		Event before = this.journal.after(FIREWALL, 0, 1).getFirst();
		this.journal.write(FIREWALL, (transaction) -> {
			transaction.rewrite(FIREWALL, 1, "{\"text\":null}");
			return transaction.find("mia", "a").orElseThrow();
		}).join();
		Event after = this.journal.after(FIREWALL, 0, 1).getFirst();
		assertThat(after.data()).isEqualTo("{\"text\":null}");
		assertThat(after).usingRecursiveComparison().ignoringFields("data").isEqualTo(before);
		assertThatThrownBy(() -> this.journal.write(FIREWALL, (transaction) -> {
			transaction.rewrite(FIREWALL, 7, "{}");
			return 0;
		}).join()).hasCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void anEventOfThePastKeepsItsTimeAndOneOfTheFutureIsRefused() {
		Instant then = Instant.parse("2026-01-02T03:04:05.678Z");
		this.journal.write(FIREWALL, (transaction) -> transaction.append(message(FIREWALL, "mia", "old"), then)).join();
		assertThat(this.journal.after(FIREWALL, 0, 10)).extracting(Event::at).containsExactly(then);
		assertThatThrownBy(() -> this.journal
			.write(FIREWALL,
					(transaction) -> transaction.append(message(FIREWALL, "mia", "next"),
							transaction.now().plusMillis(1)))
			.join()).hasCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void theEngagementRemembersWhenItsNewestEventCame() {
		Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
		append(message(FIREWALL, "mia", "a"));
		long updated = this.database.reads()
			.sql("select updated_at from engagement where id = ?")
			.param(FIREWALL)
			.query(Long.class)
			.single();
		assertThat(updated).isGreaterThanOrEqualTo(before.toEpochMilli())
			.isEqualTo(this.journal.after(FIREWALL, 0, 1).getFirst().at().toEpochMilli());
	}

	@Test
	void pagesGoForwardAndBackwardAndAscend() {
		IntStream.rangeClosed(1, 10).forEach((i) -> append(message(FIREWALL, "mia", "m" + i)));
		assertThat(this.journal.after(FIREWALL, 3, 3)).extracting(Event::seq).containsExactly(4L, 5L, 6L);
		assertThat(this.journal.after(FIREWALL, 10, 3)).isEmpty();
		assertThat(this.journal.before(FIREWALL, 5, 3)).extracting(Event::seq).containsExactly(2L, 3L, 4L);
		assertThat(this.journal.before(FIREWALL, Long.MAX_VALUE, 2)).extracting(Event::seq).containsExactly(9L, 10L);
		assertThat(this.journal.before(FIREWALL, 1, 3)).isEmpty();
		assertThat(this.journal.head("nowhere")).isZero();
		assertThat(this.journal.audience("nowhere")).isEmpty();
	}

	@Test
	void hostileTextsAreStoredAsTheyAre() {
		String hostile = "'; drop table event; --\u2028𝄞\"";
		append(new Entry(FIREWALL, "chat_message", hostile, hostile, "{\"text\":\"\\ud834\\udd1e';--\"}"));
		Event stored = this.journal.after(FIREWALL, 0, 1).getFirst();
		assertThat(stored.actor()).isEqualTo(hostile);
		assertThat(stored.requestId()).isEqualTo(hostile);
		assertThat(append(new Entry(FIREWALL, "chat_message", hostile, hostile, "{}")).duplicate()).isTrue();
	}

	@Test
	void tooMuchThatWaitsIsRefusedWithATimeToComeBack() {
		this.node.close();
		try (TestNode small = new TestNode(this.database, "queue-limit=2", "retry-after=123ms")) {
			CountDownLatch open = new CountDownLatch(1);
			CountDownLatch begun = new CountDownLatch(1);
			CompletableFuture<Boolean> gate = small.journal.write((transaction) -> {
				begun.countDown();
				return TestNode.await(open);
			});
			TestNode.await(begun);
			CompletableFuture<Appended> first = small.journal.append(message(FIREWALL, "mia", "a"));
			small.journal.append(message(FIREWALL, "mia", "b"));
			RejectedException busy = assertRejected(small.journal.append(message(FIREWALL, "mia", "c")),
					ErrorCode.BUSY);
			open.countDown();
			gate.join();
			assertThat(busy.retryAfter()).isEqualTo(Duration.ofMillis(123));
			assertThat(first.join().seq()).isEqualTo(1);
			assertThat(small.count("busy")).isEqualTo(1);
		}
	}

	@Test
	void stoppingWritesAndHandsOnWhatWaitsAndRefusesTheRest() {
		List<CompletableFuture<Appended>> futures = new ArrayList<>();
		this.node.together(() -> IntStream.range(0, 50)
			.forEach((i) -> futures.add(this.journal.append(message(FIREWALL, "mia", "m" + i)))));
		this.node.close();
		assertThat(futures).allMatch(CompletableFuture::isDone);
		assertThat(seqs(FIREWALL)).hasSize(50);
		assertThat(this.node.broadcaster.seqs(FIREWALL)).hasSize(50);
		assertRejected(this.journal.append(message(FIREWALL, "mia", "late")), ErrorCode.UNAVAILABLE);
	}

	@Test
	void committedEventsArePassedOnOnceAndInOrder() {
		this.node.together(
				() -> IntStream.range(0, 300).forEach((i) -> this.journal.append(message(FIREWALL, "mia", "m" + i))));
		await().untilAsserted(() -> assertThat(this.node.broadcaster.seqs(FIREWALL))
			.containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList()));
		assertThat(this.node.broadcaster.frames.getFirst().text())
			.matches("\\{\"type\":\"chat_message\",\"timestamp\":\"[^\"]+Z\",\"engagement\":\"globex-firewall\","
					+ "\"seq\":1,\"id\":\"m0\",\"data\":\\{\"text\":\"m0\"}}");
	}

	private Appended append(Entry entry) {
		return this.journal.append(entry).join();
	}

	private List<Long> seqs(String engagement) {
		return this.journal.after(engagement, 0, 1000).stream().map(Event::seq).toList();
	}

	private String title() {
		return this.database.reads()
			.sql("select title from engagement where id = ?")
			.param(FIREWALL)
			.query(String.class)
			.single();
	}

	private static void rename(JournalTransaction transaction, String title) {
		transaction.jdbc().sql("update engagement set title = ? where id = ?").params(title, FIREWALL).update();
	}

	private static long countEvents(JournalTransaction transaction) {
		return transaction.jdbc().sql("select count(*) from event").query(Long.class).single();
	}

	private static RejectedException assertRejected(CompletableFuture<?> future, ErrorCode code) {
		RejectedException rejected = (RejectedException) catchThrowable(future::join).getCause();
		assertThat(rejected.code()).isEqualTo(code);
		return rejected;
	}

	private void status(String engagement, String status) {
		this.journal
			.write((transaction) -> transaction.jdbc()
				.sql("update engagement set status = ? where id = ?")
				.params(status, engagement)
				.update())
			.join();
	}

}
