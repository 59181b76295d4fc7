package dev.parley.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.Databases;
import dev.parley.support.Cases;

import static dev.parley.journal.TestNode.FIREWALL;
import static dev.parley.journal.TestNode.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * For any submissions, alone or in batches, the journal answers and stores the same as a
 * list in memory that takes them one by one.
 */
@Tag("slow")
class JournalModelTests {

	private static Database sqlite;

	private static Database postgresql;

	@BeforeAll
	static void open() {
		sqlite = Databases.sqlite();
		postgresql = Databases.postgresql();
	}

	@AfterAll
	static void close() {
		sqlite.close();
		postgresql.close();
	}

	@Test
	void onSqlite() {
		Cases.forAllSequences(150, JournalModelTests::steps, (steps) -> compare(sqlite, steps));
	}

	@Test
	void onPostgresql() {
		Cases.forAllSequences(40, JournalModelTests::steps, (steps) -> compare(postgresql, steps));
	}

	/**
	 * A single entry, or a unit of work of several that is refused in the end or not. The
	 * last of a batch is marked.
	 */
	record Step(boolean unit, boolean refused, String engagement, List<Id> ids, boolean last) {

	}

	/** The fields of an entry besides its engagement. */
	record Id(String actor, String type, @Nullable String requestId) {

		Entry in(String engagement) {
			return new Entry(engagement, this.type, this.actor, this.requestId, "{}");
		}

	}

	/** Up to four batches of up to twelve steps. */
	private static List<Step> steps(RandomGenerator random) {
		List<Step> steps = new ArrayList<>();
		for (int batch = random.nextInt(5); batch > 0; batch--) {
			for (int left = random.nextInt(12); left >= 0; left--) {
				steps.add(step(random, left == 0));
			}
		}
		return steps;
	}

	private static Step step(RandomGenerator random, boolean last) {
		String engagement = Cases.oneOf(random, List.of(FIREWALL, MAIL));
		return switch (random.nextInt(9)) {
			case 0 -> new Step(false, false, "nowhere", List.of(new Id("mia", "chat_message", "stray")), last);
			case 1, 2 -> new Step(true, random.nextBoolean(), engagement, ids(random, random.nextInt(4)), last);
			default -> new Step(false, false, engagement, ids(random, 1), last);
		};
	}

	private static List<Id> ids(RandomGenerator random, int count) {
		return Stream.generate(() -> id(random)).limit(count).toList();
	}

	private static Id id(RandomGenerator random) {
		String requestId = (random.nextInt(10) < 3) ? null : Cases.oneOf(random, List.of("a", "b", "c", "d"));
		return new Id(Cases.oneOf(random, List.of("mia", "gil")), Cases.oneOf(random, List.of("chat_message", "alert")),
				requestId);
	}

	private static List<List<Step>> batches(List<Step> steps) {
		List<List<Step>> batches = new ArrayList<>();
		List<Step> batch = new ArrayList<>();
		for (Step step : steps) {
			batch.add(step);
			if (step.last() || step == steps.getLast()) {
				batches.add(batch);
				batch = new ArrayList<>();
			}
		}
		return batches;
	}

	private static void compare(Database database, List<Step> steps) {
		database.clear();
		TestNode.populate(database);
		Model model = new Model();
		try (TestNode node = new TestNode(database, "sweep-interval=1h")) {
			for (List<Step> batch : batches(steps)) {
				List<CompletableFuture<Object>> answers = new ArrayList<>();
				node.together(() -> batch.forEach((step) -> answers.add(submit(node.journal, step))));
				for (int i = 0; i < batch.size(); i++) {
					assertThat(outcome(answers.get(i))).as("%s", batch.get(i)).isEqualTo(model.take(batch.get(i)));
				}
			}
			for (String engagement : List.of(FIREWALL, MAIL)) {
				List<Event> stored = node.journal.after(engagement, 0, 1000);
				assertThat(stored).extracting(Event::seq)
					.containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
				assertThat(stored).extracting((event) -> new Id(event.actor(), event.type(), event.requestId()))
					.isEqualTo(model.events(engagement));
				assertThat(node.journal.head(engagement)).isEqualTo(stored.size());
			}
		}
	}

	private static CompletableFuture<Object> submit(Journal journal, Step step) {
		if (!step.unit()) {
			return journal.append(step.ids().getFirst().in(step.engagement())).thenApply(Object.class::cast);
		}
		return journal.write(step.engagement(), (transaction) -> {
			List<Appended> appended = step.ids()
				.stream()
				.map((id) -> transaction.append(id.in(step.engagement())))
				.toList();
			if (step.refused()) {
				throw new RejectedException(ErrorCode.CONFLICT, "No.");
			}
			return appended;
		});
	}

	private static Object outcome(CompletableFuture<Object> answer) {
		try {
			return answer.join();
		}
		catch (CompletionException ex) {
			return ((RejectedException) ex.getCause()).code();
		}
	}

	/** The record as one would write it on paper. */
	private static final class Model {

		private Map<String, List<Id>> events = new HashMap<>(Map.of(FIREWALL, List.of(), MAIL, List.of()));

		List<Id> events(String engagement) {
			return this.events.get(engagement);
		}

		Object take(Step step) {
			Map<String, List<Id>> before = new HashMap<>(this.events);
			List<Appended> appended = new ArrayList<>();
			for (Id id : step.ids()) {
				Object outcome = append(step.engagement(), id);
				if (outcome instanceof ErrorCode) {
					this.events = before;
					return outcome;
				}
				appended.add((Appended) outcome);
			}
			if (step.refused()) {
				this.events = before;
				return ErrorCode.CONFLICT;
			}
			return step.unit() ? appended : appended.getFirst();
		}

		private Object append(String engagement, Id id) {
			for (Map.Entry<String, List<Id>> other : this.events.entrySet()) {
				for (int i = 0; id.requestId() != null && i < other.getValue().size(); i++) {
					Id stored = other.getValue().get(i);
					if (id.actor().equals(stored.actor()) && id.requestId().equals(stored.requestId())) {
						boolean same = other.getKey().equals(engagement) && stored.type().equals(id.type());
						return same ? new Appended(engagement, i + 1, true) : ErrorCode.ID_REUSED;
					}
				}
			}
			List<Id> events = this.events.get(engagement);
			if (events == null) {
				return ErrorCode.NOT_FOUND;
			}
			List<Id> longer = new ArrayList<>(events);
			longer.add(id);
			this.events.put(engagement, longer);
			return new Appended(engagement, longer.size(), false);
		}

	}

}
