package dev.parley.lab.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

import dev.parley.lab.report.Style;

/** The output of a command: lines, and on a terminal a panel that is redrawn. */
final class Screen {

	private final PrintWriter out;

	private final boolean live;

	private final Style style;

	private int panelHeight;

	Screen(PrintWriter out, boolean terminal, boolean coloured) {
		this.out = out;
		this.live = terminal;
		this.style = coloured ? Style.COLOURED : Style.PLAIN;
	}

	/**
	 * Writes to {@code out}; colours only on a terminal and unless {@code NO_COLOR} is
	 * set.
	 */
	static Screen of(PrintWriter out, boolean noColor) {
		boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
		String wish = System.getenv("NO_COLOR");
		return new Screen(out, terminal, terminal && !noColor && (wish == null || wish.isEmpty()));
	}

	Style style() {
		return this.style;
	}

	boolean isLive() {
		return this.live;
	}

	void line(String text) {
		this.out.println(text);
		this.out.flush();
	}

	void lines(List<String> lines) {
		lines.forEach(this.out::println);
		this.out.flush();
	}

	/** Replaces the previous panel. */
	void panel(List<String> lines) {
		clearPanel();
		lines(lines);
		this.panelHeight = lines.size();
	}

	void clearPanel() {
		if (this.panelHeight > 0) {
			this.out.print("\u001b[" + this.panelHeight + "A\u001b[J");
			this.out.flush();
			this.panelHeight = 0;
		}
	}

}
