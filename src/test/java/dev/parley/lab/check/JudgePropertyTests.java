package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of a correct server with a random number of planted violations: the
 * judge counts exactly these, names one of them, and finds nothing unrelated.
 */
class JudgePropertyTests {

	private static final Set<Integer> READERS = Set.of(0, 1, 2, 3);

	private Random random;

	private List<PublishAttempt> attempts;

	private List<ReceivedEvent> events;

	@RepeatedTest(50)
	void acceptsACorrectServer(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());

		assertThat(judge()).allSatisfy((finding) -> {
			assertThat(finding.status()).as("%s", finding).isNotEqualTo(Finding.Status.VIOLATED);
			assertThat(finding.witness()).isEmpty();
		});
	}

	@RepeatedTest(25)
	void countsEventsThatReadersLack(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		Set<String> planted = new HashSet<>();
		for (PublishAttempt attempt : pick(confirmed(), 1 + this.random.nextInt(6))) {
			int reader = this.random.nextInt(READERS.size());
			this.events.removeIf((event) -> event.client() == reader && event.seq() == attempt.seq());
			planted.add(attempt.id());
		}

		assertExactly(Invariant.ACKED_NEVER_LOST, planted.size(), planted, Invariant.SYNC_IS_COMPLETE);
	}

	@RepeatedTest(25)
	void countsMessagesThatWereStoredTwice(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		Set<String> planted = new HashSet<>();
		for (PublishAttempt attempt : pick(confirmed(), 1 + this.random.nextInt(6))) {
			deliver(head() + 1, attempt.id());
			planted.add(attempt.id());
		}

		assertExactly(Invariant.ONCE, planted.size(), planted);
	}

	@RepeatedTest(25)
	void countsRejectedAndUnsentMessagesThatWereDelivered(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		Set<String> planted = new HashSet<>();
		for (PublishAttempt attempt : pick(with(PublishAttempt.Outcome.REJECTED), 1 + this.random.nextInt(4))) {
			deliver(head() + 1, attempt.id());
			planted.add(attempt.id());
		}
		for (int i = 0; i < this.random.nextInt(4); i++) {
			deliver(head() + 1, "lab-p-unsent-" + i);
			planted.add("lab-p-unsent-" + i);
		}

		assertExactly(Invariant.NO_GHOSTS, planted.size(), planted);
	}

	@RepeatedTest(25)
	void findsTwoSequentialMessagesWithSwappedNumbers(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		List<PublishAttempt> confirmed = new ArrayList<>(confirmed());
		confirmed.sort(Comparator.comparingLong(PublishAttempt::seq));
		PublishAttempt early = confirmed.get(this.random.nextInt(confirmed.size() / 2));
		PublishAttempt late = confirmed.stream()
			.filter((attempt) -> attempt.invokedAt() > early.completedAt())
			.findFirst()
			.orElseThrow();
		swap(early, late);

		Finding finding = finding(Invariant.REAL_TIME_ORDER);
		assertThat(finding.status()).isEqualTo(Finding.Status.VIOLATED);
		assertThat(finding.witness()).anyMatch((line) -> line.startsWith(late.id() + " was sent after " + early.id()));
		assertThat(violated()).containsExactly(Invariant.REAL_TIME_ORDER);
	}

	@RepeatedTest(25)
	void countsNumbersThatReadersSeeDifferently(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		Set<String> planted = new HashSet<>();
		Set<Long> numbers = new HashSet<>();
		List<ReceivedEvent> ours = this.events.stream().filter((event) -> !event.id().isEmpty()).toList();
		for (ReceivedEvent event : pick(ours, 1 + this.random.nextInt(6))) {
			if (numbers.add(event.seq())) {
				this.events.add(new ReceivedEvent(event.client(), 9, 10_000, event.seq(), ""));
				planted.add("seq " + event.seq() + " ");
			}
		}

		assertExactly(Invariant.ONE_ORDER, planted.size(), planted);
	}

	@RepeatedTest(25)
	void namesTheReadersWithAnIncompleteSync(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		int reader = this.random.nextInt(READERS.size());
		List<Long> foreign = this.events.stream()
			.filter((event) -> event.id().isEmpty() && event.seq() > 1 && event.seq() < head())
			.map(ReceivedEvent::seq)
			.distinct()
			.toList();
		long missing = foreign.get(this.random.nextInt(foreign.size()));
		this.events.removeIf((event) -> event.client() == reader && event.seq() == missing);

		assertExactly(Invariant.SYNC_IS_COMPLETE, 1, Set.of("client " + reader + " lacks seq " + missing));
	}

	@RepeatedTest(25)
	void findsTotalsOutsideTheBounds(RepetitionInfo repetition) {
		generate(repetition.getCurrentRepetition());
		History history = history();
		int least = 3 + this.random.nextInt(5);
		int uncertain = this.random.nextInt(4);
		for (int i = 0; i < least + uncertain; i++) {
			history.counted(i < least);
		}
		for (int total = least - 2; total <= least + uncertain + 2; total++) {
			int shown = total;
			READERS.forEach((reader) -> history.total(reader, shown));
			boolean valid = total >= least && total <= least + uncertain;

			Finding finding = finding(history, Invariant.COUNTERS_CONVERGE);
			assertThat(finding.status()).as("total %d of %d to %d", total, least, least + uncertain)
				.isEqualTo(valid ? Finding.Status.VALID : Finding.Status.VIOLATED);
			assertThat(finding.violations()).isEqualTo(valid ? 0 : READERS.size());
		}
	}

	@Test
	void keepsAFewWitnessesButCountsAllViolations() {
		generate(1);
		for (int i = 0; i < 20; i++) {
			deliver(head() + 1, "lab-p-unsent-" + i);
		}

		Finding finding = finding(Invariant.NO_GHOSTS);
		assertThat(finding.violations()).isEqualTo(20);
		assertThat(finding.witness()).hasSize(Finding.MAX_WITNESSES);
	}

	/**
	 * Attempts of three publishers with every outcome; the readers receive what was
	 * stored and events of other authors, partly twice as after a reconnect.
	 */
	private void generate(int seed) {
		this.random = new Random(seed);
		this.attempts = new ArrayList<>();
		this.events = new ArrayList<>();
		List<String> log = new ArrayList<>();
		long time = 0;
		for (int i = 0; i < 120; i++) {
			while (this.random.nextInt(5) == 0) {
				log.add("");
			}
			String id = "lab-p-" + (1_000 + i);
			time += 1 + this.random.nextInt(9);
			PublishAttempt.Outcome outcome = PublishAttempt.Outcome.values()[this.random.nextInt(3)];
			boolean stored = outcome == PublishAttempt.Outcome.CONFIRMED
					|| outcome == PublishAttempt.Outcome.UNKNOWN && this.random.nextBoolean();
			if (stored) {
				log.add(id);
			}
			long invoked = time;
			time += this.random.nextInt(6);
			this.attempts.add(new PublishAttempt(id, this.random.nextInt(3), invoked, time, outcome,
					(outcome == PublishAttempt.Outcome.CONFIRMED) ? log.size() : 0));
		}
		for (int reader : READERS) {
			for (int seq = 1; seq <= log.size(); seq++) {
				this.events.add(new ReceivedEvent(reader, 1, seq, seq, log.get(seq - 1)));
				if (this.random.nextInt(8) == 0) {
					this.events.add(new ReceivedEvent(reader, 2, seq, seq, log.get(seq - 1)));
				}
			}
		}
	}

	private void deliver(long seq, String id) {
		READERS.forEach((reader) -> this.events.add(new ReceivedEvent(reader, 1, 9_000, seq, id)));
	}

	/** Gives each of the two the number of the other, everywhere. */
	private void swap(PublishAttempt one, PublishAttempt other) {
		this.attempts.replaceAll((attempt) -> attempt.equals(one) ? numbered(one, other.seq())
				: attempt.equals(other) ? numbered(other, one.seq()) : attempt);
		this.events.replaceAll((event) -> event.id().equals(one.id()) ? numbered(event, other.seq())
				: event.id().equals(other.id()) ? numbered(event, one.seq()) : event);
	}

	private static PublishAttempt numbered(PublishAttempt attempt, long seq) {
		return new PublishAttempt(attempt.id(), attempt.client(), attempt.invokedAt(), attempt.completedAt(),
				attempt.outcome(), seq);
	}

	private static ReceivedEvent numbered(ReceivedEvent event, long seq) {
		return new ReceivedEvent(event.client(), event.connection(), event.position(), seq, event.id());
	}

	private <T> List<T> pick(List<T> from, int count) {
		List<T> shuffled = new ArrayList<>(from);
		Collections.shuffle(shuffled, this.random);
		return List.copyOf(shuffled.subList(0, count));
	}

	private List<PublishAttempt> confirmed() {
		return with(PublishAttempt.Outcome.CONFIRMED);
	}

	private List<PublishAttempt> with(PublishAttempt.Outcome outcome) {
		return this.attempts.stream().filter((attempt) -> attempt.outcome() == outcome).toList();
	}

	private long head() {
		return this.events.stream().mapToLong(ReceivedEvent::seq).max().orElseThrow();
	}

	private void assertExactly(Invariant invariant, int count, Set<String> names, Invariant... follows) {
		Finding finding = finding(invariant);
		assertThat(finding.status()).isEqualTo(Finding.Status.VIOLATED);
		assertThat(finding.violations()).as("%s", finding.witness()).isEqualTo(count);
		assertThat(finding.witness()).hasSize(Math.min(count, Finding.MAX_WITNESSES))
			.allMatch((line) -> names.stream().anyMatch(line::contains));
		Set<Invariant> allowed = EnumSet.of(invariant, follows);
		assertThat(violated()).isSubsetOf(allowed);
	}

	private Set<Invariant> violated() {
		return judge().stream()
			.filter((finding) -> finding.status() == Finding.Status.VIOLATED)
			.map(Finding::invariant)
			.collect(Collectors.toSet());
	}

	private List<Finding> judge() {
		return new Judge(history(), READERS).findings();
	}

	private Finding finding(Invariant invariant) {
		return finding(history(), invariant);
	}

	private static Finding finding(History history, Invariant invariant) {
		return new Judge(history, READERS).findings()
			.stream()
			.filter((one) -> one.invariant() == invariant)
			.findFirst()
			.orElseThrow();
	}

	private History history() {
		History history = new History("lab-p");
		this.attempts.forEach(history::add);
		this.events.forEach(history::add);
		return history;
	}

}
