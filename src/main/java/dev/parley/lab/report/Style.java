package dev.parley.lab.report;

/** Colours of a terminal, or none. */
public enum Style {

	/** With colours. */
	COLOURED,
	/** For files, pipes and {@code NO_COLOR}. */
	PLAIN;

	/** Something that is as it should be. */
	public String good(String text) {
		return paint("32", text);
	}

	/** Something that is not. */
	public String bad(String text) {
		return paint("31;1", text);
	}

	/** Something to look at. */
	public String warn(String text) {
		return paint("33", text);
	}

	public String bold(String text) {
		return paint("1", text);
	}

	/** Something of less weight. */
	public String dim(String text) {
		return paint("2", text);
	}

	/** A tick or a cross. */
	public String mark(boolean ok) {
		return ok ? good("✓") : bad("✗");
	}

	private String paint(String code, String text) {
		return (this == COLOURED) ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
	}

}
