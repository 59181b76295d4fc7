package dev.parley.lab.command;

import dev.parley.lab.load.LoadResult;

/** Exit codes of the lab; scripts and build servers rely on these numbers. */
public enum ExitCode {

	/** All criteria hold. */
	PASSED(0),
	/** The lab itself failed. */
	INTERNAL(1),
	/** The command line is wrong. */
	USAGE(2),
	/** The generator was the limit, so the run proves nothing. */
	INVALID(96),
	/** The server cannot be reached. */
	UNREACHABLE(97),
	/** Messages were lost, duplicated, reordered or delivered outside their scope. */
	BROKEN(98),
	/** A criterion failed. */
	FAILED(99),
	/** The run was interrupted. */
	INTERRUPTED(105);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	public int code() {
		return this.code;
	}

	/**
	 * The exit code of a load test; {@code acceptInvalid} judges an invalid run by its
	 * criteria.
	 */
	static ExitCode of(LoadResult result, boolean acceptInvalid) {
		return switch (result.outcome()) {
			case PASSED -> PASSED;
			case FAILED -> FAILED;
			case BROKEN -> BROKEN;
			case INTERRUPTED -> INTERRUPTED;
			case INVALID -> !acceptInvalid ? INVALID : holdsCriteria(result) ? PASSED : FAILED;
		};
	}

	private static boolean holdsCriteria(LoadResult result) {
		return result.verdicts().stream().allMatch((verdict) -> verdict.ok()) && !result.connections().isShort();
	}

}
