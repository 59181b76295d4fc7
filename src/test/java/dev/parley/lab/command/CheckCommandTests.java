package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.check.FakeParley;
import dev.parley.lab.check.Invariant;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
class CheckCommandTests {

	@TempDir
	private Path folder;

	@Test
	void endsWithZeroAndOneLineForEveryInvariant() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			Invocation passed = check(server, "--seed", "11");

			assertThat(passed.code()).as(passed.out() + passed.err()).isZero();
			assertThat(passed.out()).contains("█ CHECK  PASS   seed 11", "faults 0", "reconnects 0",
					"repeated after a sync 0", "rejected 0");
			for (Invariant invariant : Invariant.values()) {
				assertThat(passed.out()).contains("✓ " + invariant.promise());
			}
		}
	}

	@Test
	void endsWith98AndAWitnessWhenAnInvariantIsViolated() throws IOException {
		try (FakeParley server = new FakeParley(FakeParley.Defect.STORE_TWICE)) {
			Path junit = this.folder.resolve("check.xml");
			Path html = this.folder.resolve("check.html");

			Invocation violated = check(server, "--junit", junit.toString(), "--html", html.toString());

			assertThat(violated.code()).isEqualTo(98);
			assertThat(violated.out()).contains("█ CHECK  FAIL", "✗ " + Invariant.ONCE.promise(), " violations)",
					" is stored under the numbers [", "wrote " + html);
			assertThat(Files.readString(junit)).contains("tests=\"10\" failures=\"1\"", "is stored under the numbers");
			assertThat(Files.readString(html)).contains("\"outcome\":\"broken\"", "\"verdict\":\"violated\"");
		}
	}

	@Test
	void endsWith99WhenNothingCouldBeChecked() throws IOException {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			Path junit = this.folder.resolve("check.xml");

			Invocation nothing = check(server, "--rounds", "0", "--junit", junit.toString());

			assertThat(nothing.code()).isEqualTo(99);
			assertThat(nothing.out()).contains("█ CHECK  FAIL", "? " + Invariant.ACKED_NEVER_LOST.promise(),
					"(0 checked)");
			assertThat(Files.readString(junit)).contains("nothing to check (0)");
		}
	}

	@Test
	void skipsTheOutsider() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.LEAK_TO_OUTSIDER)) {
			assertThat(check(server, "--outsider", "none").code()).isZero();
			assertThat(check(server).code()).isEqualTo(98);
		}
	}

	@Test
	void injectsTheGivenFaultsAndReportsThem() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			Invocation cut = check(server, "--faults", "cut", "--round", "3s", "--rounds", "2");

			assertThat(cut.code()).as(cut.out()).isZero();
			assertThat(cut.out()).containsPattern("round 1 \\d\\.\\ds cut")
				.containsPattern("round 2 \\d\\.\\ds cut")
				.doesNotContain("faults 0", "reconnects 0");
		}
	}

	@Test
	void endsWith97WhenTheServerRefusesTheSignIn() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.REFUSE_SIGN_IN)) {
			Invocation refused = check(server, "--wait", "1ms");

			assertThat(refused.code()).isEqualTo(97);
			assertThat(refused.message()).startsWith("lab: POST /auth/login ").contains("401");
		}
	}

	private static Invocation check(FakeParley server, String... options) {
		List<String> args = new ArrayList<>(List.of("check", server.url(), "--user",
				"mia@northwind.example,gil@globex.example", "--clients", "3", "--interval", "20ms", "--settle", "30s"));
		List<String> given = List.of(options);
		addUnlessGiven(args, given, "--faults", "none");
		addUnlessGiven(args, given, "--rounds", "1");
		addUnlessGiven(args, given, "--round", "2s");
		args.addAll(given);
		return Invocation.of(args.toArray(String[]::new));
	}

	private static void addUnlessGiven(List<String> args, List<String> given, String option, String value) {
		if (!given.contains(option)) {
			args.addAll(List.of(option, value));
		}
	}

}
