package dev.parley.lab.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenTests {

	private final StringWriter out = new StringWriter();

	@Test
	void redrawsThePanelInPlace() {
		Screen screen = new Screen(new PrintWriter(this.out), true, false);

		screen.panel(List.of("a", "b"));
		screen.panel(List.of("c"));
		screen.clearPanel();
		screen.clearPanel();
		screen.line("end");

		assertThat(this.out.toString()).isEqualTo("a\nb\n\u001b[2A\u001b[Jc\n\u001b[1A\u001b[Jend\n");
	}

	@Test
	void paintsOnlyWhenColoured() {
		assertThat(new Screen(new PrintWriter(this.out), true, true).style().good("x")).contains("\u001b[");
		assertThat(new Screen(new PrintWriter(this.out), true, false).style().good("x")).isEqualTo("x");
	}

	@Test
	void writesPlainLinesWithoutATerminal() {
		Screen screen = Screen.of(new PrintWriter(this.out), false);

		screen.lines(List.of("a", "b"));

		assertThat(screen.style().bad("x")).isEqualTo("x");
		assertThat(this.out.toString()).isEqualTo("a\nb\n");
	}

	@Test
	void showsTheProgressOfConnectingOnATerminal() {
		LoadPanel panel = new LoadPanel(new Screen(new PrintWriter(this.out), true, false));

		panel.connecting(15, 0, 30);
		panel.connecting(15, 0, 30);
		panel.connecting(30, 2, 30);
		panel.waiting(1_234);

		assertThat(this.out.toString()).isEqualTo("  connecting [" + "=".repeat(15) + " ".repeat(15) + "] 15 of 30\n"
				+ "\u001b[1A\u001b[J  connecting [" + "=".repeat(30) + "] 30 of 30  failed 2\n"
				+ "\u001b[1A\u001b[J  waiting for the last 1 234 copies and answers\n");
	}

	@Test
	void reportsTheConnectionsOnceWithoutATerminal() {
		LoadPanel panel = new LoadPanel(new Screen(new PrintWriter(this.out), false, false));

		panel.connecting(15, 0, 30);
		panel.connecting(28, 2, 30);
		panel.connecting(28, 2, 30);
		panel.waiting(5);

		assertThat(this.out.toString()).isEqualTo("  connected 28 of 30\n");
	}

}
