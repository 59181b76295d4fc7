package dev.parley.lab.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a check found.
 *
 * @param faults that were injected, in order
 * @param samples second by second
 * @param findings one per invariant
 * @param settled whether every client settled in the end
 */
public record CheckResult(Details details, Published published, Recovery recovery, List<InjectedFault> faults,
		List<CheckSample> samples, List<Finding> findings, boolean settled) {

	/**
	 * What was checked and when.
	 *
	 * @param target that was checked
	 * @param startedAt when it began
	 * @param took its duration
	 * @param seed that gives the same faults again
	 */
	public record Details(String target, Instant startedAt, Duration took, long seed) {

	}

	/** Outcomes of the messages: confirmed, rejected, unknown. */
	public record Published(long ok, long failed, long unknown) {

	}

	/**
	 * What the clients went through.
	 *
	 * @param reconnects of all clients
	 * @param repeats events that were delivered live again after a sync
	 */
	public record Recovery(long reconnects, long repeats) {

	}

	public boolean isViolated() {
		return this.findings.stream().anyMatch((finding) -> finding.status() == Finding.Status.VIOLATED);
	}

	/**
	 * Whether no invariant was violated, at least one message was confirmed and all
	 * clients settled.
	 */
	public boolean isPassed() {
		return this.settled && this.published.ok() > 0 && !isViolated();
	}

}
