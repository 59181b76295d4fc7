package dev.parley.lab.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One step: marks the clients' positions before the trigger, then evaluates the
 * expectations until they hold or their time is over.
 */
final class StepRun {

	private static final long POLL_NANOS = 5_000_000;

	private final EventFile.StepSpec step;

	private final Map<String, EventClient> clients;

	private final Variables variables;

	private final Map<String, Integer> marks = new LinkedHashMap<>();

	private final long startedAt = System.nanoTime();

	/** Marks where each client stands before the trigger. */
	StepRun(EventFile.StepSpec step, Map<String, EventClient> clients, Variables variables) {
		this.step = step;
		this.clients = clients;
		this.variables = variables;
		clients.forEach((name, client) -> this.marks.put(name, client.mark()));
	}

	/**
	 * Waits for the expected frames, then watches for as long as absence was requested.
	 */
	EventResult.StepResult await(List<FrameMatcher> ignore) {
		long millis = awaitPresence();
		awaitAbsence();
		int expected = 0;
		int received = 0;
		List<String> missing = new ArrayList<>();
		for (Expectation expectation : this.step.expectations()) {
			Fulfilment fulfilment = evaluate(expectation);
			expected += fulfilment.expected();
			received += fulfilment.received();
			missing.addAll(fulfilment.missing());
			capture(expectation);
		}
		return new EventResult.StepResult(this.step.name(), expected, received, missing, unexpected(ignore), null,
				millis);
	}

	/** How far one expectation is fulfilled. */
	private record Fulfilment(int expected, int received, List<String> missing) {

	}

	private long awaitPresence() {
		long deadline = this.startedAt;
		for (Expectation expectation : this.step.expectations()) {
			deadline = expectation.absent() ? deadline
					: Math.max(deadline, System.nanoTime() + expectation.within().toNanos());
		}
		while (System.nanoTime() < deadline && !this.step.expectations()
			.stream()
			.filter((expectation) -> !expectation.absent())
			.allMatch((expectation) -> evaluate(expectation).missing().isEmpty())) {
			LockSupport.parkNanos(POLL_NANOS);
		}
		return (System.nanoTime() - this.startedAt) / 1_000_000;
	}

	private void awaitAbsence() {
		long longest = this.step.expectations()
			.stream()
			.filter((expectation) -> expectation.absent() || expectation.exactly())
			.mapToLong((expectation) -> expectation.absent() ? expectation.within().toNanos() : 200_000_000)
			.max()
			.orElse(0);
		long until = System.nanoTime() + longest;
		while (System.nanoTime() < until) {
			LockSupport.parkNanos(POLL_NANOS);
		}
	}

	private Fulfilment evaluate(Expectation expectation) {
		List<String> wrong = new ArrayList<>();
		int received = 0;
		int fulfilled = 0;
		List<String> names = clientsOf(expectation);
		for (String name : names) {
			int found = matching(expectation, name).size();
			received += Math.min(found, expectation.absent() ? 0 : expectation.count());
			boolean ok = expectation.absent() ? found == 0
					: expectation.exactly() ? found == expectation.count() : found >= expectation.count();
			fulfilled += ok ? 1 : 0;
			if (!ok) {
				wrong.add(name + ": expected " + expectation.describe(this.variables) + ", got " + found);
			}
		}
		int needed = (expectation.of() > 0 && !expectation.absent()) ? expectation.of() : names.size();
		int expected = expectation.absent() ? 0 : needed * expectation.count();
		return new Fulfilment(expected, Math.min(received, expected), (fulfilled >= needed) ? List.of() : wrong);
	}

	private List<String> clientsOf(Expectation expectation) {
		return expectation.clients().isEmpty() ? List.copyOf(this.clients.keySet()) : expectation.clients();
	}

	private List<String> matching(Expectation expectation, String client) {
		return frames(client).stream().filter((frame) -> expectation.match().matches(frame, this.variables)).toList();
	}

	private List<String> frames(String client) {
		EventClient known = this.clients.get(client);
		Integer mark = this.marks.get(client);
		return (known == null || mark == null) ? List.of() : known.since(mark);
	}

	private void capture(Expectation expectation) {
		expectation.capture().forEach((variable, path) -> {
			for (String name : clientsOf(expectation)) {
				for (String frame : matching(expectation, name)) {
					String value = FrameMatcher.valueAt(frame, path);
					if (value != null) {
						this.variables.put(variable, value);
						return;
					}
				}
			}
		});
	}

	private List<String> unexpected(List<FrameMatcher> ignore) {
		List<String> unexpected = new ArrayList<>();
		for (String name : this.clients.keySet()) {
			for (String frame : frames(name)) {
				boolean known = this.step.expectations()
					.stream()
					.anyMatch((expectation) -> clientsOf(expectation).contains(name)
							&& expectation.match().matches(frame, this.variables))
						|| ignore.stream().anyMatch((match) -> match.matches(frame, this.variables));
				if (!known) {
					unexpected.add(name + ": " + frame.substring(0, Math.min(200, frame.length())));
				}
			}
		}
		return unexpected;
	}

}
