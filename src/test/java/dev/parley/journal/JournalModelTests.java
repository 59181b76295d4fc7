package dev.parley.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.Databases;

import static dev.parley.journal.TestNode.FIREWALL;
import static dev.parley.journal.TestNode.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is submitted, together or one after the other, the record answers and holds
 * what a list in memory would, which takes one submission after the other.
 */
class JournalModelTests {

	private static Database sqlite;

	private static Database postgresql;

	@BeforeContainer
	static void open() {
		sqlite = Databases.sqlite();
		postgresql = Databases.postgresql();
	}

	@AfterContainer
	static void close() {
		sqlite.close();
		postgresql.close();
	}

	@Property(tries = 150)
	void onSqlite(@ForAll("batches") List<List<Step>> batches) {
		compare(sqlite, batches);
	}

	@Property(tries = 40)
	void onPostgresql(@ForAll("batches") List<List<Step>> batches) {
		compare(postgresql, batches);
	}

	/**
	 * An entry by itself, or a unit of work of several that is refused in the end or not.
	 */
	record Step(boolean unit, boolean refused, String engagement, List<Id> ids) {

	}

	/** What is chosen for an entry besides its engagement. */
	record Id(String actor, String type, @Nullable String requestId) {

		Entry in(String engagement) {
			return new Entry(engagement, this.type, this.actor, this.requestId, "{}");
		}

	}

	@Provide
	Arbitrary<List<List<Step>>> batches() {
		Arbitrary<Id> id = Combinators
			.combine(Arbitraries.of("mia", "gil"), Arbitraries.of("chat_message", "alert"),
					Arbitraries.of("a", "b", "c", "d").injectNull(0.3))
			.as(Id::new);
		Arbitrary<Step> entry = Combinators.combine(Arbitraries.of(FIREWALL, MAIL), id.list().ofSize(1))
			.as((engagement, ids) -> new Step(false, false, engagement, ids));
		Arbitrary<Step> stray = Arbitraries.of(1)
			.map((any) -> new Step(false, false, "nowhere", List.of(new Id("mia", "chat_message", "stray"))));
		Arbitrary<Step> unit = Combinators
			.combine(Arbitraries.of(true, false), Arbitraries.of(FIREWALL, MAIL), id.list().ofMaxSize(3))
			.as((refused, engagement, ids) -> new Step(true, refused, engagement, ids));
		return Arbitraries.frequencyOf(Tuple.of(6, entry), Tuple.of(1, stray), Tuple.of(2, unit))
			.list()
			.ofMinSize(1)
			.ofMaxSize(12)
			.list()
			.ofMaxSize(4);
	}

	private static void compare(Database database, List<List<Step>> batches) {
		database.clear();
		TestNode.populate(database);
		Model model = new Model();
		try (TestNode node = new TestNode(database, "sweep-interval=1h")) {
			for (List<Step> batch : batches) {
				List<CompletableFuture<Object>> answers = new ArrayList<>();
				node.together(() -> batch.forEach((step) -> answers.add(submit(node.journal, step))));
				for (int i = 0; i < batch.size(); i++) {
					assertThat(outcome(answers.get(i))).as("%s of %s", batch.get(i), batches)
						.isEqualTo(model.take(batch.get(i)));
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
