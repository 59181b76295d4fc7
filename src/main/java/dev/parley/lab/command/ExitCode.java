package dev.parley.lab.command;

/** How the lab ends; scripts and build servers rely on these numbers. */
public enum ExitCode {

	PASSED(0, "everything held"), INTERNAL(1, "the lab itself failed"), USAGE(2, "the command line was wrong"),
	INVALID(96, "the run proves nothing: the generator was the limit"),
	UNREACHABLE(97, "the server could not be reached"),
	BROKEN(98, "messages were lost, doubled, disordered or seen by the wrong people"), FAILED(99, "a criterion failed"),
	INTERRUPTED(105, "somebody stopped it");

	private final int code;

	private final String meaning;

	ExitCode(int code, String meaning) {
		this.code = code;
		this.meaning = meaning;
	}

	public int code() {
		return this.code;
	}

	public String meaning() {
		return this.meaning;
	}

}
