package dev.parley.lab.preset;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.parley.lab.engine.Endpoint;

/**
 * Parley itself. Clients sign in as {@code --user email:password} (in turn), with
 * {@code --token}, or with what a {@code --token-command} prints; rooms are engagements,
 * {@code --set engagement=…} or the ones with the newest activity. Everyone in scope
 * hears an engagement.
 */
final class ParleyPreset implements Preset {

	/** The demo profile's only password. */
	static final String DEMO_PASSWORD = "parley-demo";

	private static final List<String> DEMO_USERS = List.of("mia@northwind.example", "gil@globex.example");

	@Override
	public String name() {
		return "parley";
	}

	@Override
	public Roster roster(Target target) throws IOException {
		ParleyApi api = new ParleyApi(apiOf(target), target.insecure());
		Tokens tokens = null;
		try {
			tokens = Tokens.fetch(sources(api, target), Clock.systemUTC());
			List<Set<String>> scopes = new ArrayList<>();
			for (int user = 0; user < tokens.size(); user++) {
				scopes.add(new LinkedHashSet<>(api.engagements(tokens.of(user))));
			}
			return new ParleyRoster(target, api, tokens, scopes, rooms(target, scopes));
		}
		catch (IOException | RuntimeException ex) {
			if (tokens != null) {
				tokens.close();
			}
			api.close();
			throw ex;
		}
	}

	/** The REST address: as given, or next to the socket. */
	static URI apiOf(Target target) {
		if (target.api() != null) {
			return target.api();
		}
		Endpoint endpoint = target.endpoint();
		URI uri = endpoint.uri();
		String port = (uri.getPort() > 0) ? ":" + uri.getPort() : "";
		return URI.create((endpoint.tls() ? "https://" : "http://") + uri.getHost() + port + "/api");
	}

	private static List<TokenSource> sources(ParleyApi api, Target target) {
		List<String> given = target.values().getOrDefault("token", List.of());
		if (!given.isEmpty()) {
			return given.stream().<TokenSource>map((token) -> () -> token).toList();
		}
		List<String> commands = target.values().getOrDefault("token-command", List.of());
		if (!commands.isEmpty()) {
			return commands.stream().map(TokenCommands::source).toList();
		}
		return target.values()
			.getOrDefault("user", DEMO_USERS)
			.stream()
			.map((user) -> user.contains(":") ? user : user + ":" + DEMO_PASSWORD)
			.<TokenSource>map((user) -> () -> api.login(user))
			.toList();
	}

	/**
	 * Rooms that as many users as possible hear: those of the user who sees the fewest
	 * come first.
	 */
	private static List<String> rooms(Target target, List<Set<String>> scopes) {
		List<String> given = target.values().getOrDefault("engagement", List.of());
		if (!given.isEmpty()) {
			return given;
		}
		Set<String> found = new LinkedHashSet<>();
		scopes.stream().sorted((a, b) -> Integer.compare(a.size(), b.size())).forEach(found::addAll);
		if (found.isEmpty()) {
			throw new IllegalArgumentException("no user sees an engagement; give --user and --set engagement=…");
		}
		return found.stream().limit(target.rooms()).toList();
	}

}
