package dev.parley.lab.preset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("slow")
class TokensTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicInteger fetched = new AtomicInteger();

	@Test
	void aTokenIsFetchedAgainBeforeItEnds() throws IOException {
		try (Tokens tokens = tokens(() -> tokenUntil(NOW.plusMillis(3000)))) {
			String first = tokens.of(0);
			Awaitility.await().atMost(PATIENCE).until(() -> !tokens.of(0).equals(first));
		}
	}

	@Test
	void handsTheNextTokenToACallbackThatWaitsForIt() throws IOException, InterruptedException {
		BlockingQueue<String> taken = new LinkedBlockingQueue<>();
		try (Tokens tokens = tokens(() -> tokenUntil(NOW.plusMillis(3000)))) {
			String first = tokens.of(0);
			tokens.whenNewer(0, first, taken::add);
			assertThat(taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotEqualTo(first);

			tokens.whenNewer(0, first, taken::add);
			assertThat(taken.poll()).isNotNull().isNotEqualTo(first);
		}
	}

	@Test
	void aRenewalThatFailsIsTriedAgain() throws IOException {
		try (Tokens tokens = tokens(() -> {
			if (this.fetched.get() == 1) {
				this.fetched.incrementAndGet();
				throw new IOException("the server is away");
			}
			return tokenUntil(NOW.plusMillis(3000));
		})) {
			Awaitility.await().atMost(PATIENCE).until(() -> this.fetched.get() >= 3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "opaque", "a.b.c", "a.%.c", "a.e30.c", "a..c", "....", "a.W10.c" })
	void keepsATokenWithoutAnExpiry(String token) {
		assertThat(Tokens.expiryOf(token)).isEmpty();
	}

	@Test
	void theEndOfATokenIsRead() {
		assertThat(Tokens.expiryOf(tokenUntil(NOW))).contains(NOW);
	}

	@Test
	void aCommandPrintsATokenOrTheRunEndsWithASentence() throws IOException {
		assertThat(TokenCommands.source("echo ' abc '").next()).isEqualTo("abc");
		for (String wrong : List.of("exit 3", "true", "echo one two", "no-such-command-here 2>/dev/null")) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> TokenCommands.source(wrong).next())
				.withMessageContaining("must print one token");
		}
	}

	private Tokens tokens(TokenSource source) throws IOException {
		return Tokens.fetch(List.of(source), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private String tokenUntil(Instant end) {
		String claims = "{\"exp\":" + end.getEpochSecond() + ",\"n\":" + this.fetched.incrementAndGet() + "}";
		return "h." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".s";
	}

}
