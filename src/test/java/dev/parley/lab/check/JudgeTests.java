package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every planted violation is found, with a witness that names it, and none where there is
 * none.
 */
class JudgeTests {

	private static final Set<Integer> READERS = Set.of(0, 1, 2);

	private final History history = new History("lab-1");

	private int positions;

	@BeforeEach
	void recordThreeMessagesThatAllReadersReceived() {
		for (int seq = 1; seq <= 3; seq++) {
			ok(seq, seq * 10L, seq * 10L + 5);
			for (int reader : READERS) {
				see(reader, seq, id(seq));
			}
		}
	}

	@Test
	void acceptsAHistoryWithoutFaults() {
		this.history.counted(true);
		READERS.forEach((reader) -> this.history.total(reader, 1));

		assertThat(findings()).allMatch((finding) -> finding.status() == Finding.Status.VALID);
	}

	@Test
	void findsAConfirmedMessageThatOneReaderLacks() {
		ok(4, 100, 105);
		see(0, 4, id(4));
		see(1, 4, id(4));

		violated(Invariant.ACKED_NEVER_LOST, "client 2");
		violated(Invariant.SYNC_IS_COMPLETE, "lacks seq 4");
	}

	@Test
	void findsAMessageStoredUnderTwoNumbers() {
		READERS.forEach((reader) -> see(reader, 4, id(2)));

		violated(Invariant.ONCE, "[2, 4]");
	}

	@Test
	void findsARejectedMessageThatIsDelivered() {
		this.history.add(new PublishAttempt(id(4), 0, 100, 105, PublishAttempt.Outcome.REJECTED, 0));
		READERS.forEach((reader) -> see(reader, 4, id(4)));

		violated(Invariant.NO_GHOSTS, "rejected");
	}

	@Test
	void findsAMessageThatWasNeverSent() {
		READERS.forEach((reader) -> see(reader, 4, id(99)));

		violated(Invariant.NO_GHOSTS, "never sent");
	}

	@Test
	void acceptsMessagesWithUnknownOutcomeStoredOrNot() {
		this.history.add(new PublishAttempt(id(4), 0, 100, 105, PublishAttempt.Outcome.UNKNOWN, 0));
		this.history.add(new PublishAttempt(id(5), 0, 110, 115, PublishAttempt.Outcome.UNKNOWN, 0));
		READERS.forEach((reader) -> see(reader, 4, id(4)));

		assertThat(findings()).noneMatch((finding) -> finding.status() == Finding.Status.VIOLATED);
	}

	@Test
	void findsAMessageThatOvertookAnEarlierConfirmation() {
		ok(5, 100, 105);
		this.history.add(new PublishAttempt(id(4), 1, 200, 205, PublishAttempt.Outcome.CONFIRMED, 4));
		READERS.forEach((reader) -> {
			see(reader, 4, id(4));
			see(reader, 5, id(5));
		});

		violated(Invariant.REAL_TIME_ORDER, "after " + id(5));
	}

	@Test
	void acceptsConcurrentMessagesInAnyOrder() {
		ok(5, 100, 150);
		this.history.add(new PublishAttempt(id(4), 1, 120, 160, PublishAttempt.Outcome.CONFIRMED, 4));
		READERS.forEach((reader) -> {
			see(reader, 4, id(4));
			see(reader, 5, id(5));
		});

		assertThat(findings()).noneMatch((finding) -> finding.status() == Finding.Status.VIOLATED);
	}

	@Test
	void findsTwoMessagesUnderOneNumber() {
		see(0, 4, id(7));
		see(1, 4, id(8));

		violated(Invariant.ONE_ORDER, "seq 4");
	}

	@Test
	void reportsRecordedHolesAndLeaks() {
		this.history.hole("client 1 got seq 9 after 7");
		this.history.leak("an outsider received {…}");

		violated(Invariant.NO_SILENT_HOLE, "seq 9 after 7");
		violated(Invariant.ONLY_IN_SCOPE, "outsider");
	}

	@Test
	void findsTotalsThatDifferOrCountTooLittle() {
		this.history.counted(true);
		this.history.counted(true);
		this.history.total(0, 2);
		this.history.total(1, 1);

		violated(Invariant.COUNTERS_CONVERGE, "differ");
	}

	@Test
	void reportsUnknownWithoutData() {
		assertThat(new Judge(new History("lab-2"), Set.of()).findings())
			.allMatch((finding) -> finding.status() == Finding.Status.UNKNOWN);
	}

	@RepeatedTest(30)
	void acceptsRandomHistoriesOfACorrectServer(RepetitionInfo repetition) {
		List<ReceivedEvent> seen = new ArrayList<>();
		History good = randomHistory(new Random(repetition.getCurrentRepetition()), seen);
		seen.forEach(good::add);

		assertThat(new Judge(good, READERS).findings())
			.noneMatch((finding) -> finding.status() == Finding.Status.VIOLATED);
	}

	@RepeatedTest(30)
	void findsAnEventRemovedFromOneReaderOfARandomHistory(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<ReceivedEvent> seen = new ArrayList<>();
		History history = randomHistory(random, seen);
		List<PublishAttempt> confirmed = history.attempts()
			.stream()
			.filter((attempt) -> attempt.outcome() == PublishAttempt.Outcome.CONFIRMED)
			.toList();
		String lost = confirmed.get(random.nextInt(confirmed.size())).id();
		int reader = random.nextInt(READERS.size());
		seen.removeIf((sighting) -> sighting.client() == reader && sighting.id().equals(lost));
		seen.forEach(history::add);

		assertOnlyThisIsFound(history, Invariant.ACKED_NEVER_LOST, lost, Invariant.SYNC_IS_COMPLETE);
	}

	@RepeatedTest(30)
	void findsAMessageStoredTwiceInARandomHistory(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<ReceivedEvent> seen = new ArrayList<>();
		History history = randomHistory(random, seen);
		ReceivedEvent again = seen.get(random.nextInt(seen.size()));
		long head = seen.stream().mapToLong(ReceivedEvent::seq).max().orElseThrow();
		READERS.forEach((reader) -> seen.add(new ReceivedEvent(reader, 3, 10_000, head + 1, again.id())));
		seen.forEach(history::add);

		assertOnlyThisIsFound(history, Invariant.ONCE, again.id(), Invariant.REAL_TIME_ORDER);
	}

	@RepeatedTest(30)
	void findsAMessageNeverSentInARandomHistory(RepetitionInfo repetition) {
		List<ReceivedEvent> seen = new ArrayList<>();
		History history = randomHistory(new Random(repetition.getCurrentRepetition()), seen);
		long head = seen.stream().mapToLong(ReceivedEvent::seq).max().orElseThrow();
		READERS.forEach((reader) -> seen.add(new ReceivedEvent(reader, 3, 10_000, head + 1, "lab-3-stranger")));
		seen.forEach(history::add);

		assertOnlyThisIsFound(history, Invariant.NO_GHOSTS, "lab-3-stranger", Invariant.NO_GHOSTS);
	}

	@RepeatedTest(30)
	void findsAReaderWithADifferentMessageInARandomHistory(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<ReceivedEvent> seen = new ArrayList<>();
		History history = randomHistory(random, seen);
		ReceivedEvent wrong = seen.get(random.nextInt(seen.size()));
		String other = seen.stream()
			.map(ReceivedEvent::id)
			.filter((id) -> !id.equals(wrong.id()))
			.findFirst()
			.orElseThrow();
		seen.add(new ReceivedEvent(wrong.client(), 3, 10_000, wrong.seq(), other));
		seen.forEach(history::add);

		assertThat(verdict(history, Invariant.ONE_ORDER).status()).isEqualTo(Finding.Status.VIOLATED);
		assertThat(verdict(history, Invariant.ONE_ORDER).witness())
			.anyMatch((line) -> line.contains("seq " + wrong.seq()));
	}

	/**
	 * Attempts of three publishers on a good server; what its readers saw goes into
	 * {@code seen}.
	 */
	private static History randomHistory(Random random, List<ReceivedEvent> seen) {
		History history = new History("lab-3");
		long time = 0;
		List<String> log = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			String id = String.format("lab-3-%03d", i);
			time += 1 + random.nextInt(10);
			PublishAttempt.Outcome outcome = PublishAttempt.Outcome.values()[random.nextInt(3)];
			boolean stored = outcome == PublishAttempt.Outcome.CONFIRMED
					|| outcome == PublishAttempt.Outcome.UNKNOWN && random.nextBoolean();
			if (stored) {
				log.add(id);
			}
			long invoked = time;
			time += random.nextInt(5);
			history.add(new PublishAttempt(id, random.nextInt(3), invoked, time, outcome, stored ? log.size() : 0));
		}
		for (int reader : READERS) {
			int from = 0;
			for (int seq = 1; seq <= log.size(); seq++) {
				seen.add(new ReceivedEvent(reader, 1, from++, seq, log.get(seq - 1)));
				if (random.nextInt(10) == 0 && seq > 1) {
					seen.add(new ReceivedEvent(reader, 2, from++, seq - 1, log.get(seq - 2)));
				}
			}
		}
		return history;
	}

	/** And, besides, at most what follows from it. */
	private static void assertOnlyThisIsFound(History history, Invariant invariant, String witness, Invariant follows) {
		assertThat(verdict(history, invariant).status()).isEqualTo(Finding.Status.VIOLATED);
		assertThat(verdict(history, invariant).witness()).anyMatch((line) -> line.contains(witness));
		assertThat(new Judge(history, READERS).findings())
			.filteredOn((finding) -> finding.status() == Finding.Status.VIOLATED)
			.extracting(Finding::invariant)
			.isSubsetOf(invariant, follows);
	}

	private static Finding verdict(History history, Invariant invariant) {
		return new Judge(history, READERS).findings()
			.stream()
			.filter((one) -> one.invariant() == invariant)
			.findFirst()
			.orElseThrow();
	}

	private void violated(Invariant invariant, String witness) {
		Finding finding = findings().stream().filter((one) -> one.invariant() == invariant).findFirst().orElseThrow();
		assertThat(finding.status()).isEqualTo(Finding.Status.VIOLATED);
		assertThat(finding.witness()).anyMatch((line) -> line.contains(witness));
	}

	private List<Finding> findings() {
		return new Judge(this.history, READERS).findings();
	}

	private void ok(int seq, long invoked, long completed) {
		this.history.add(new PublishAttempt(id(seq), 0, invoked, completed, PublishAttempt.Outcome.CONFIRMED, seq));
	}

	private void see(int reader, long seq, String id) {
		this.history.add(new ReceivedEvent(reader, 1, this.positions++, seq, id));
	}

	private static String id(int number) {
		return "lab-1-" + number;
	}

}
