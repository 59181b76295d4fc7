package dev.parley.lab.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.preset.ParleyApi;
import dev.parley.lab.preset.TokenSource;
import dev.parley.lab.preset.Tokens;

/** The engagement that a check publishes to, and the users who are signed in for it. */
final class TargetEngagement implements AutoCloseable {

	private static final long LOGIN_PAUSE_NANOS = Duration.ofMillis(200).toNanos();

	private final CheckPlan.Subject subject;

	private final ParleyApi api;

	private final Tokens tokens;

	private final String id;

	private TargetEngagement(CheckPlan.Subject subject, ParleyApi api, Tokens tokens, String id) {
		this.subject = subject;
		this.api = api;
		this.tokens = tokens;
		this.id = id;
	}

	/** Signs in the users and takes the given engagement, or one that all of them see. */
	@SuppressWarnings("resource") // closed with the engagement
	static TargetEngagement open(CheckPlan plan) throws IOException {
		ParleyApi api = new ParleyApi(plan.subject().api(), plan.subject().engine().insecure());
		try {
			Tokens tokens = signIn(api, plan);
			try {
				String given = plan.participants().engagement();
				String id = (given != null) ? given : common(api, tokens);
				return new TargetEngagement(plan.subject(), api, tokens, id);
			}
			catch (IOException | RuntimeException ex) {
				tokens.close();
				throw ex;
			}
		}
		catch (IOException | RuntimeException ex) {
			api.close();
			throw ex;
		}
	}

	String id() {
		return this.id;
	}

	/** The number of its newest event. */
	long head() throws IOException {
		return this.api.call("GET", "/engagements/" + this.id + "/events?limit=1", this.tokens.of(0), null)
			.path("head")
			.asLong(0);
	}

	/** Counts one interaction and returns the new total. */
	long recordInteraction(String kind) throws IOException {
		return this.api
			.call("POST", "/engagements/" + this.id + "/interactions", this.tokens.of(0),
					Map.of("kind", kind, "count", 1))
			.path("total")
			.asLong(-1);
	}

	/** How a client connects through the proxy; the clients take the users in turn. */
	Dial dial(int client, InetSocketAddress proxy) {
		return dial(this.subject.endpoint().via(proxy), this.tokens.of(client % this.tokens.size()));
	}

	/**
	 * How the outsider connects, after checking that the engagement is out of the user's
	 * scope.
	 */
	Dial dialAsOutsider(String user) throws IOException {
		String token = login(this.api, user, System.nanoTime());
		if (this.api.engagements(token).contains(this.id)) {
			throw new IllegalArgumentException(user.replaceAll(":.*", "") + " sees the engagement " + this.id
					+ " and so is not an outsider; choose another user with --outsider");
		}
		return dial(this.subject.endpoint(), token);
	}

	@Override
	public void close() {
		this.tokens.close();
		this.api.close();
	}

	private Dial dial(Endpoint endpoint, String token) {
		return new Dial(endpoint, this.subject.headers(), List.of("parley.v1", "parley.bearer." + token));
	}

	private static Tokens signIn(ParleyApi api, CheckPlan plan) throws IOException {
		long deadline = System.nanoTime() + plan.timeouts().startup().toNanos();
		return Tokens.fetch(plan.participants()
			.users()
			.stream()
			.<TokenSource>map((user) -> () -> login(api, user, deadline))
			.toList(), Clock.systemUTC());
	}

	/** A server that accepts connections may not be ready yet. */
	private static String login(ParleyApi api, String user, long deadline) throws IOException {
		while (true) {
			try {
				return api.login(user);
			}
			catch (IOException ex) {
				if (System.nanoTime() > deadline) {
					throw ex;
				}
				LockSupport.parkNanos(LOGIN_PAUSE_NANOS);
			}
		}
	}

	private static String common(ParleyApi api, Tokens tokens) throws IOException {
		Set<String> common = new LinkedHashSet<>(api.engagements(tokens.of(0)));
		for (int user = 1; user < tokens.size(); user++) {
			common.retainAll(api.engagements(tokens.of(user)));
		}
		return common.stream()
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"no engagement is visible to all users; choose one with --engagement, or other users with --user"));
	}

}
