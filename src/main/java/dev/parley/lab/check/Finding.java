package dev.parley.lab.check;

import java.util.List;

/**
 * What a check found about one invariant.
 *
 * @param checked how many things were examined
 * @param violations how many of them violate it
 * @param witness the shortest evidence, a few lines at most
 */
public record Finding(Invariant invariant, Status status, long checked, long violations, List<String> witness) {

	static final int MAX_WITNESSES = 8;

	/** Unknown is not a pass: there was nothing to examine. */
	public enum Status {

		VALID, VIOLATED, UNKNOWN

	}

	static Finding of(Invariant invariant, long checked, List<String> violations) {
		Status status = !violations.isEmpty() ? Status.VIOLATED : (checked == 0) ? Status.UNKNOWN : Status.VALID;
		return new Finding(invariant, status, checked, violations.size(),
				violations.stream().limit(MAX_WITNESSES).toList());
	}

}
