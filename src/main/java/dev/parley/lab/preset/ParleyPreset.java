package dev.parley.lab.preset;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.parley.lab.engine.Endpoint;

/**
 * Parley itself. Clients sign in as {@code --user email:password} (in turn) or with
 * {@code --token}; rooms are engagements, {@code --set engagement=…} or the ones with the
 * newest activity. Everyone in scope hears an engagement.
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
		ParleyApi api = new ParleyApi(apiOf(target));
		try {
			List<String> tokens = tokens(api, target);
			Map<String, Set<String>> scopes = new LinkedHashMap<>();
			for (String token : tokens) {
				scopes.put(token, new LinkedHashSet<>(api.engagements(token)));
			}
			return new ParleyRoster(target, api, tokens, scopes, rooms(target, tokens, scopes));
		}
		catch (IOException | RuntimeException ex) {
			api.close();
			throw ex;
		}
	}

	/** Where REST answers: as given, or beside the socket. */
	static URI apiOf(Target target) {
		if (target.api() != null) {
			return target.api();
		}
		Endpoint endpoint = target.endpoint();
		URI uri = endpoint.uri();
		String port = (uri.getPort() > 0) ? ":" + uri.getPort() : "";
		return URI.create((endpoint.tls() ? "https://" : "http://") + uri.getHost() + port + "/api");
	}

	private static List<String> tokens(ParleyApi api, Target target) throws IOException {
		List<String> given = target.values().getOrDefault("token", List.of());
		if (!given.isEmpty()) {
			return given;
		}
		List<String> tokens = new ArrayList<>();
		for (String user : target.values().getOrDefault("user", DEMO_USERS)) {
			int colon = user.indexOf(':');
			tokens.add((colon < 0) ? api.login(user, DEMO_PASSWORD)
					: api.login(user.substring(0, colon), user.substring(colon + 1)));
		}
		return tokens;
	}

	/**
	 * Rooms that as many users as possible hear: those of the user who sees the fewest
	 * come first.
	 */
	private static List<String> rooms(Target target, List<String> tokens, Map<String, Set<String>> scopes) {
		List<String> given = target.values().getOrDefault("engagement", List.of());
		if (!given.isEmpty()) {
			return given;
		}
		Set<String> found = new LinkedHashSet<>();
		tokens.stream()
			.map((token) -> scopes.getOrDefault(token, Set.of()))
			.sorted((a, b) -> Integer.compare(a.size(), b.size()))
			.forEach(found::addAll);
		if (found.isEmpty()) {
			throw new IllegalArgumentException(
					"none of the users sees an engagement; give --user and --set engagement=…");
		}
		return found.stream().limit(target.rooms()).toList();
	}

}
