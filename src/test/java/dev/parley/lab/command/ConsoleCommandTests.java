package dev.parley.lab.command;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
class ConsoleCommandTests {

	@Test
	void sendsEachLineAndPrintsWhatArrives() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			Invocation console = console(server, "one\n\n  \ntwo words\n");

			assertThat(console.code()).as(console.out()).isZero();
			assertThat(console.out()).containsSubsequence("· connected in ", "→ one", "→ two words")
				.containsSubsequence("← one  3 B  +", "← two words  9 B  +")
				.contains("· closed");
			assertThat(console.out().lines().filter((line) -> line.contains("→"))).as("blank lines are skipped")
				.hasSize(2);
		}
	}

	@Test
	void printsTheTimeOfEveryLine() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			assertThat(console(server, "x\n").out().lines().filter((line) -> !line.isBlank()))
				.allMatch((line) -> line.matches("\\d{2}:\\d{2}:\\d{2}(\\.\\d+)? [·→←] .*"));
		}
	}

	@Test
	void pingsTheServer() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			assertThat(console(server, "/ping\n").out()).containsSubsequence("→ ping", "← pong  +");
		}
	}

	@Test
	void endsAtClose() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			Invocation console = console(server, "one\n/close\nnever sent\n");

			assertThat(console.code()).isZero();
			assertThat(console.out()).contains("→ one").doesNotContain("never sent");
			assertThat(server.masks()).as("one text frame and one close frame").hasSize(2);
		}
	}

	@Test
	void keepsPrintingAfterTheEndOfTheInput() {
		try (FaultyServer server = FaultyServer.echo().delayMillis(300).start()) {
			assertThat(Invocation.piped("late\n", "console", server.url(), "--linger", "5s").out()).contains("← late");
		}
	}

	@Test
	void printsAGreeting() {
		try (FaultyServer server = FaultyServer.echo().greeting("welcome").start()) {
			assertThat(console(server, "").out()).contains("← welcome  7 B");
		}
	}

	@Test
	void endsWith97WhenTheServerRefuses() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			Invocation refused = Invocation.piped("hello\n", "console",
					"ws://127.0.0.1:" + server.port() + "/elsewhere");

			assertThat(refused.code()).isEqualTo(97);
			assertThat(refused.out()).contains("404").doesNotContain("→ hello");
		}
	}

	@Test
	void endsWith97WhenNothingListens() {
		Invocation absent = Invocation.piped("hello\n", "console", "ws://127.0.0.1:1/ws");

		assertThat(absent.code()).isEqualTo(97);
		assertThat(absent.message()).startsWith("lab: ws://127.0.0.1:1/ws cannot be reached");
	}

	private static Invocation console(FaultyServer server, String input) {
		return Invocation.piped(input, "console", server.url(), "--linger", "400ms");
	}

}
