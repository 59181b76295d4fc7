package dev.parley.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Wraps words to lines of 80 columns. */
public final class Wrapped {

	private static final int WIDTH = 80;

	private static final String GAP = "  ";

	private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

	private Wrapped() {
	}

	/**
	 * Wraps words, separated by two spaces; a word wider than a line gets a separate
	 * line.
	 * @param head of the first line
	 * @param indent of all others
	 */
	public static List<String> of(String head, String indent, List<String> words) {
		List<String> lines = new ArrayList<>();
		String line = head;
		for (String word : words) {
			if (width(line) + GAP.length() + width(word) > WIDTH) {
				lines.add(line);
				line = indent + word;
			}
			else {
				line += GAP + word;
			}
		}
		lines.add(line);
		return lines;
	}

	private static int width(String text) {
		return COLOURS.matcher(text).replaceAll("").length();
	}

}
