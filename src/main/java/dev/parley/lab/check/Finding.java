package dev.parley.lab.check;

import java.util.List;

/**
 * What a check found of one invariant.
 *
 * @param verdict of it
 * @param checked how many things were looked at
 * @param violations how many broke it
 * @param witness the shortest evidence, a few lines at most
 */
public record Finding(Invariant invariant, Verdict verdict, long checked, long violations, List<String> witness) {

	/** Lines of evidence that are kept. */
	static final int MOST_WITNESSES = 8;

	/** Unknown is no pass: there was nothing to look at. */
	public enum Verdict {

		VALID, VIOLATED, UNKNOWN

	}

	static Finding of(Invariant invariant, long checked, List<String> violations) {
		Verdict verdict = !violations.isEmpty() ? Verdict.VIOLATED : (checked == 0) ? Verdict.UNKNOWN : Verdict.VALID;
		return new Finding(invariant, verdict, checked, violations.size(),
				violations.stream().limit(MOST_WITNESSES).toList());
	}

}
