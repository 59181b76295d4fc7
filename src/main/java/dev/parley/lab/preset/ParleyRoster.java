package dev.parley.lab.preset;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Stamp;

/**
 * Clients of Parley: client i is user i modulo users, hears the engagements in that
 * user's scope and writes to one of them.
 */
final class ParleyRoster implements Roster {

	private final Target target;

	private final ParleyApi api;

	private final Tokens tokens;

	private final List<String> rooms;

	private final int[][] heardByUser;

	ParleyRoster(Target target, ParleyApi api, Tokens tokens, List<Set<String>> scopes, List<String> rooms) {
		this.target = target;
		this.api = api;
		this.tokens = tokens;
		this.rooms = rooms;
		this.heardByUser = scopes.stream()
			.map((scope) -> IntStream.range(0, rooms.size())
				.filter((room) -> scope.contains(rooms.get(room)))
				.toArray())
			.toArray(int[][]::new);
		for (int[] heard : this.heardByUser) {
			if (heard.length == 0) {
				throw new IllegalArgumentException("a user sees none of the engagements " + rooms
						+ "; give --set engagement=… that all of them see");
			}
		}
	}

	@Override
	public Fanout fanout() {
		return Fanout.EVERYONE;
	}

	@Override
	public boolean acks() {
		return true;
	}

	@Override
	public boolean numbers() {
		return true;
	}

	@Override
	public int rooms() {
		return this.rooms.size();
	}

	@Override
	public int[] roomsOf(int client) {
		return this.heardByUser[client % this.heardByUser.length];
	}

	@Override
	public int publishesTo(int client) {
		int[] heard = roomsOf(client);
		return heard[(client / this.tokens.size()) % heard.length];
	}

	@Override
	public Dial dial(int client) {
		return new Dial(this.target.endpoint(), this.target.dial().headers(),
				List.of("parley.v1", "parley.bearer." + this.tokens.of(user(client))));
	}

	@Override
	public Dialogue dialogue(int client) {
		Map<String, Integer> byId = new HashMap<>();
		for (int room : roomsOf(client)) {
			byId.put(this.rooms.get(room), room);
		}
		return new ParleyDialogue(byId, this.tokens, user(client));
	}

	@Override
	public MessageTemplate message(int client, int bytes) {
		return MessageTemplate.of("{\"type\":\"send_message\",\"id\":\"{{stamp}}\",\"data\":{\"engagement\":\""
				+ this.rooms.get(publishesTo(client)) + "\",\"text\":\"measured {{padding}}\"}}", bytes);
	}

	@Override
	public Optional<HttpRequest> publishOverHttp(int client, String stamp, int bytes) {
		String text = "measured " + MessageTemplate.padding(Math.max(0, bytes - Stamp.LENGTH));
		return Optional.of(this.api.request("POST", "/engagements/" + this.rooms.get(publishesTo(client)) + "/messages",
				this.tokens.of(user(client)), Map.of("id", stamp, "text", text)));
	}

	@Override
	public void close() {
		this.tokens.close();
		this.api.close();
	}

	private int user(int client) {
		return client % this.tokens.size();
	}

}
