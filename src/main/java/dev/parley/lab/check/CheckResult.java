package dev.parley.lab.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a check found.
 *
 * @param target that was checked
 * @param startedAt when it began
 * @param seed that gives the same faults again
 * @param took all in all
 * @param published messages attempted: confirmed, refused, unknown
 * @param reconnects of all clients
 * @param repeats events that came live once more after a sync had brought them
 * @param faults what happened, in order
 * @param samples second by second
 * @param findings one per invariant
 * @param quiet whether every client came to rest in the end
 */
public record CheckResult(String target, Instant startedAt, long seed, Duration took, Published published,
		long reconnects, long repeats, List<Happened> faults, List<CheckSample> samples, List<Finding> findings,
		boolean quiet) {

	/** Outcomes of the messages. */
	public record Published(long ok, long failed, long unknown) {

	}

	/**
	 * Whether nothing was violated, something could be checked, and everyone came to
	 * rest.
	 */
	public boolean isWhole() {
		return this.quiet && this.published.ok() > 0
				&& this.findings.stream().noneMatch((finding) -> finding.verdict() == Finding.Verdict.VIOLATED);
	}

}
