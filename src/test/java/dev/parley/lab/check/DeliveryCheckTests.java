package dev.parley.lab.check;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Unreachable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** A check against a server that keeps the contract or breaks it in one known way. */
@Tag("slow")
class DeliveryCheckTests {

	private static final List<String> USERS = List.of("mia@northwind.example:x", "gil@globex.example:x");

	private final List<String> log = new ArrayList<>();

	@Test
	void passesOnACorrectServer() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			CheckResult result = runUntil(check(server).build(), () -> server.messages() > 60);

			assertThat(result.findings()).as("%s", result)
				.hasSameSizeAs(Invariant.values())
				.allMatch((finding) -> finding.status() == Finding.Status.VALID);
			assertThat(result.isPassed()).isTrue();
			assertThat(result.published().ok()).isGreaterThan(10).isEqualTo(server.stored().size());
			assertThat(result.published().failed()).isZero();
			assertThat(result.details().seed()).isEqualTo(7);
			assertThat(result.details().target()).isEqualTo(server.url());
			assertThat(result.samples()).isNotEmpty();
			assertThat(result.faults()).isEmpty();
			assertThat(result.recovery()).isEqualTo(new CheckResult.Recovery(0, 0));
		}
	}

	@Test
	void passesWhenConnectionsAreCutAndReset() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			DeliveryCheck check = check(server).faults(List.of(FaultKind.CUT, FaultKind.RESET)).build();

			CheckResult result = runUntil(check, () -> server.messages() > 100 && server.joins() > 8);

			assertThat(violated(result)).as("%s", result.findings()).isEmpty();
			assertThat(result.settled()).isTrue();
			assertThat(result.faults()).isNotEmpty().allMatch((fault) -> fault.round() == 1 && fault.lasting() == 0);
			assertThat(result.recovery().reconnects()).isPositive();
			assertThat(this.log).filteredOn((line) -> line.startsWith("round 1 ")).hasSameSizeAs(result.faults());
		}
	}

	@ParameterizedTest
	@CsvSource({ "ACK_WITHOUT_STORING, ACKED_NEVER_LOST, REAL_TIME_ORDER", "STORE_TWICE, ONCE, ''",
			"DELIVER_REJECTED, NO_GHOSTS, ''", "NUMBER_TOO_LOW, REAL_TIME_ORDER, 'NO_SILENT_HOLE SYNC_IS_COMPLETE'",
			"DIFFERENT_ORDER, ONE_ORDER, 'ACKED_NEVER_LOST NO_GHOSTS'", "SKIP_LIVE_EVENT, NO_SILENT_HOLE, ''",
			"INCOMPLETE_SYNC, SYNC_IS_COMPLETE, 'ACKED_NEVER_LOST NO_SILENT_HOLE'",
			"WRONG_TOTAL, COUNTERS_CONVERGE, ''", "LEAK_TO_OUTSIDER, ONLY_IN_SCOPE, ''" })
	void findsThePlantedDefectAndOnlyWhatFollowsFromIt(FakeParley.Defect defect, Invariant invariant, String follows) {
		try (FakeParley server = new FakeParley(defect)) {
			CheckBuilder builder = check(server);
			if (defect == FakeParley.Defect.INCOMPLETE_SYNC) {
				builder.settleTimeout(Duration.ofSeconds(1));
			}
			CheckResult result = runUntil(builder.build(), () -> server.messages() > 200);

			Set<Invariant> allowed = EnumSet.of(invariant);
			for (String name : follows.split(" ", -1)) {
				if (!name.isEmpty()) {
					allowed.add(Invariant.valueOf(name));
				}
			}
			assertThat(violated(result)).as("%s", result.findings()).contains(invariant).isSubsetOf(allowed);
			assertThat(result.isPassed()).isFalse();
			assertThat(result.findings()).filteredOn((finding) -> finding.invariant() == invariant)
				.singleElement()
				.satisfies((finding) -> assertThat(finding.witness()).isNotEmpty());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HIDE_USER", "KEEP_LEFT_USER" })
	void findsWrongPresence(FakeParley.Defect defect) {
		try (FakeParley server = new FakeParley(defect)) {
			CheckResult result = check(server).round(Duration.ofMillis(100))
				.presenceTimeouts(Duration.ofMillis(500), Duration.ofMillis(500))
				.run();

			assertThat(violated(result)).containsExactly(Invariant.PRESENCE_CONVERGES);
		}
	}

	@Test
	void reportsAServerThatRefusesTheSignIn() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.REFUSE_SIGN_IN)) {
			DeliveryCheck check = check(server).startupTimeout(Duration.ZERO).build();

			assertThatExceptionOfType(Unreachable.class).isThrownBy(check::run).withMessageContaining("401");
		}
	}

	@Test
	void rejectsAnOutsiderWhoSeesTheEngagement() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			DeliveryCheck check = check(server).outsider("noah@northwind.example:x").build();

			assertThatIllegalArgumentException().isThrownBy(check::run)
				.withMessageContaining("noah@northwind.example sees the engagement " + FakeParley.ENGAGEMENT)
				.withMessageNotContaining(":x");
		}
	}

	@Test
	void rejectsUsersWithoutACommonEngagement() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			DeliveryCheck check = check(server).users(List.of("mia@northwind.example:x", FakeParley.OUTSIDER + ":x"))
				.build();

			assertThatIllegalArgumentException().isThrownBy(check::run)
				.withMessageContaining("no engagement is visible to all users");
		}
	}

	@Test
	void judgesWhatHappenedBeforeAnInterrupt() {
		try (FakeParley server = new FakeParley(FakeParley.Defect.NONE)) {
			DeliveryCheck check = check(server).rounds(1_000).build();
			check.interrupt();

			CheckResult result = check.run();

			assertThat(result.settled()).isTrue();
			assertThat(result.published().ok()).isZero();
			assertThat(result.isPassed()).as("nothing was published").isFalse();
		}
	}

	@Test
	void needsAServerCommandToKillTheServer() {
		CheckBuilder builder = DeliveryCheck.of("ws://127.0.0.1:1/ws/engagement").faults(List.of(FaultKind.KILL));

		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("--server-command");
	}

	@Test
	void looksForRestOnTheSocketsHostAndPort() {
		assertThat(DeliveryCheck.apiOf(Endpoint.of("wss://chat.example:8443/ws/engagement?x=1")))
			.isEqualTo(URI.create("https://chat.example:8443/api"));
		assertThat(DeliveryCheck.apiOf(Endpoint.of("ws://localhost:8080/ws")))
			.isEqualTo(URI.create("http://localhost:8080/api"));
	}

	private CheckBuilder check(FakeParley server) {
		return DeliveryCheck.of(server.url())
			.users(USERS)
			.outsider(FakeParley.OUTSIDER + ":x")
			.clients(3)
			.every(Duration.ofMillis(20))
			.rounds(1)
			.round(Duration.ofMinutes(2))
			.faults(List.of())
			.seed(7)
			.settleTimeout(Duration.ofSeconds(30))
			.presenceTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30))
			.log(this.log::add);
	}

	/** Runs a check until it has done enough, however slow the machine is. */
	private static CheckResult runUntil(DeliveryCheck check, BooleanSupplier enough) {
		CompletableFuture<CheckResult> result = CompletableFuture.supplyAsync(check::run);
		await().atMost(Duration.ofMinutes(1)).until(() -> enough.getAsBoolean() || result.isDone());
		check.interrupt();
		return result.join();
	}

	private static Set<Invariant> violated(CheckResult result) {
		return result.findings()
			.stream()
			.filter((finding) -> finding.status() == Finding.Status.VIOLATED)
			.map(Finding::invariant)
			.collect(Collectors.toSet());
	}

}
