package dev.parley.lab.preset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access tokens of a run's users: fetched before it, and again when two thirds of
 * their life are over, so that a run may last longer than a token. Any thread may ask; no
 * call blocks.
 */
public final class Tokens implements AutoCloseable {

	/** After a renewal that brought nothing new; until the token ends there is time. */
	private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

	private final List<UserToken> users = new ArrayList<>();

	private final Clock clock;

	private final ScheduledExecutorService renewals = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().name("lab-tokens").factory());

	private Tokens(Clock clock) {
		this.clock = clock;
	}

	/** Fetches the first token of every user, one after the other. */
	public static Tokens fetch(List<TokenSource> sources, Clock clock) throws IOException {
		Tokens tokens = new Tokens(clock);
		try {
			for (TokenSource source : sources) {
				tokens.add(new UserToken(source, source.next()));
			}
			return tokens;
		}
		catch (IOException | RuntimeException ex) {
			tokens.close();
			throw ex;
		}
	}

	/** How many users there are. */
	public int size() {
		return this.users.size();
	}

	/** What the user's token is now. */
	public String of(int user) {
		return this.users.get(user).token;
	}

	/**
	 * Hands on a token other than {@code known}: at once where there is one, otherwise
	 * after the next renewal.
	 */
	void whenNewer(int user, String known, Consumer<String> taker) {
		UserToken one = this.users.get(user);
		String token = one.tokenUnless(known, taker);
		if (!token.equals(known)) {
			taker.accept(token);
		}
	}

	@Override
	public void close() {
		this.renewals.shutdownNow();
	}

	private void add(UserToken user) {
		this.users.add(user);
		planRenewal(user);
	}

	private void planRenewal(UserToken user) {
		Instant now = this.clock.instant();
		expiryOf(user.token)
			.ifPresent((end) -> renewAfter(Duration.between(now, end).multipliedBy(2).dividedBy(3), user));
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a renewal plans its successor itself
	private void renewAfter(Duration pause, UserToken user) {
		this.renewals.schedule(() -> renew(user), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void renew(UserToken user) {
		try {
			if (user.renewed(user.source.next())) {
				planRenewal(user);
			}
			else {
				renewAfter(TRY_AGAIN, user);
			}
		}
		catch (IOException | RuntimeException ex) {
			renewAfter(TRY_AGAIN, user);
		}
	}

	/** When a token ends, if it is one that says so. */
	static Optional<Instant> expiryOf(String token) {
		String[] parts = token.split("\\.", -1);
		if (parts.length != 3) {
			return Optional.empty();
		}
		try {
			String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
			long end = JsonMapper.shared().readTree(claims).path("exp").asLong(0);
			return (end > 0) ? Optional.of(Instant.ofEpochSecond(end)) : Optional.empty();
		}
		catch (IllegalArgumentException | JacksonException ex) {
			return Optional.empty();
		}
	}

	/** One user's token and the callbacks that wait for the next. */
	private static final class UserToken {

		private final TokenSource source;

		private final List<Consumer<String>> waiting = new ArrayList<>();

		private volatile String token;

		private UserToken(TokenSource source, String token) {
			this.source = source;
			this.token = token;
		}

		private synchronized String tokenUnless(String known, Consumer<String> taker) {
			if (this.token.equals(known)) {
				this.waiting.add(taker);
			}
			return this.token;
		}

		/** Answers whether it is another one than before. */
		private boolean renewed(String next) {
			List<Consumer<String>> takers;
			synchronized (this) {
				if (next.equals(this.token)) {
					return false;
				}
				this.token = next;
				takers = List.copyOf(this.waiting);
				this.waiting.clear();
			}
			takers.forEach((taker) -> taker.accept(next));
			return true;
		}

	}

}
