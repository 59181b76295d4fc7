package dev.parley.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.parley.journal.Committed.Placed;
import dev.parley.journal.JournalStatements.Advanced;
import dev.parley.journal.JournalStatements.Used;
import dev.parley.journal.Submission.Append;
import dev.parley.protocol.RejectedException;

/**
 * Entries that follow each other in a batch, placed with as few statements as there can
 * be: one that looks for ids used before, one for each engagement, one that inserts.
 */
final class EntryRun {

	private final JournalStatements statements;

	private final Instant now;

	private final List<Placed> events;

	private final List<Runnable> answers;

	private final JournalMetrics metrics;

	/**
	 * Creates a run.
	 * @param events where to note what was placed
	 * @param answers where to note what to tell the callers
	 */
	EntryRun(JournalStatements statements, Instant now, List<Placed> events, List<Runnable> answers,
			JournalMetrics metrics) {
		this.metrics = metrics;
		this.statements = statements;
		this.now = now;
		this.events = events;
		this.answers = answers;
	}

	void place(List<Append> run) {
		if (run.isEmpty()) {
			return;
		}
		Map<RequestKey, Used> used = find(run);
		Set<RequestKey> seen = new HashSet<>(used.keySet());
		List<Append> fresh = new ArrayList<>(run.size());
		List<Append> repeated = new ArrayList<>();
		for (Append append : run) {
			RequestKey key = RequestKey.of(append.entry());
			(key == null || seen.add(key) ? fresh : repeated).add(append);
		}
		insert(fresh, used);
		place(answerRepeated(repeated, used));
	}

	private Map<RequestKey, Used> find(List<Append> run) {
		Set<RequestKey> keys = new HashSet<>();
		for (Append append : run) {
			RequestKey key = RequestKey.of(append.entry());
			if (key != null) {
				keys.add(key);
			}
		}
		return keys.isEmpty() ? new HashMap<>() : this.statements.find(keys);
	}

	private void insert(List<Append> fresh, Map<RequestKey, Used> used) {
		SortedMap<String, Integer> counts = fresh.stream()
			.collect(Collectors.toMap(Append::engagement, (append) -> 1, Integer::sum, TreeMap::new));
		Map<String, Advanced> advanced = this.statements.advanceUnlessClosed(counts, this.now);
		Map<String, Long> next = new HashMap<>();
		advanced.forEach((id, after) -> next.put(id, after.head() - counts.getOrDefault(id, 0)));
		List<Entry> entries = new ArrayList<>(fresh.size());
		List<Event> rows = new ArrayList<>(fresh.size());
		for (Append append : fresh) {
			Entry entry = append.entry();
			Advanced engagement = advanced.get(entry.engagement());
			if (engagement == null) {
				reject(append, this.statements.refusal(entry.engagement()));
				continue;
			}
			Event event = entry.at(next.merge(entry.engagement(), 1L, Long::sum), this.now);
			entries.add(entry);
			rows.add(event);
			this.events.add(new Placed(event, engagement.audience()));
			note(append, event, used);
		}
		this.statements.insert(rows, entries);
	}

	private void note(Append append, Event event, Map<RequestKey, Used> used) {
		RequestKey key = RequestKey.of(append.entry());
		if (key != null) {
			used.put(key, new Used(event.engagement(), event.type(), append.entry().amends(), event.seq()));
		}
		Appended appended = new Appended(event.engagement(), event.seq(), false);
		this.answers.add(() -> append.future().complete(appended));
	}

	/**
	 * Returns those that repeat what was refused, so that nothing stands under their id.
	 */
	private List<Append> answerRepeated(List<Append> repeated, Map<RequestKey, Used> used) {
		List<Append> unanswered = new ArrayList<>();
		for (Append append : repeated) {
			@Nullable Used place = used.get(RequestKey.of(append.entry()));
			if (place == null) {
				unanswered.add(append);
			}
			else if (place.isFor(append.entry())) {
				this.metrics.duplicate();
				Appended appended = place.again();
				this.answers.add(() -> append.future().complete(appended));
			}
			else {
				reject(append, place.reused());
			}
		}
		return unanswered;
	}

	private void reject(Append append, RejectedException reason) {
		this.answers.add(() -> append.future().completeExceptionally(reason));
	}

}
