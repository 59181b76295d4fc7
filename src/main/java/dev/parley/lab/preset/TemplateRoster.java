package dev.parley.lab.preset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;

/** The clients of a template: client i sits in room i modulo rooms. */
final class TemplateRoster implements Roster {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\{([A-Za-z0-9_]+)}}");

	private final Template template;

	private final Target target;

	TemplateRoster(Template template, Target target) {
		this.template = template;
		this.target = target;
	}

	@Override
	public Fanout fanout() {
		return (this.template.fanout() == null) ? Fanout.EVERYONE : this.template.fanout();
	}

	@Override
	public boolean acks() {
		return this.template.ack() != null;
	}

	@Override
	public boolean numbers() {
		return this.template.sequence() != null;
	}

	@Override
	public int rooms() {
		return (fanout() == Fanout.SENDER) ? this.target.clients()
				: Math.min(this.target.rooms(), this.target.clients());
	}

	@Override
	public int[] roomsOf(int client) {
		return new int[] { publishesTo(client) };
	}

	@Override
	public int publishesTo(int client) {
		return client % rooms();
	}

	@Override
	public Dial dial(int client) {
		Endpoint endpoint = this.target.endpoint();
		Map<String, String> headers = new HashMap<>(this.target.dial().headers());
		List<String> subprotocols = this.target.dial().subprotocols();
		Template.Connect connect = this.template.connect();
		if (connect != null) {
			if (connect.path() != null) {
				endpoint = endpoint.withTarget(fill(connect.path(), client));
			}
			if (connect.query() != null) {
				endpoint = endpoint.withQuery(fill(connect.query(), client));
			}
			if (connect.headers() != null) {
				connect.headers().forEach((name, value) -> headers.putIfAbsent(name, fill(value, client)));
			}
			if (subprotocols.isEmpty() && connect.subprotocols() != null) {
				subprotocols = connect.subprotocols().stream().map((text) -> fill(text, client)).toList();
			}
		}
		return new Dial(endpoint, headers, subprotocols);
	}

	@Override
	public Dialogue dialogue(int client) {
		return new TemplateDialogue(this.template, (text) -> fill(text, client));
	}

	@Override
	public MessageTemplate message(int client, int bytes) {
		return MessageTemplate.of(fill(this.template.publish(), client), bytes);
	}

	private String fill(String text, int client) {
		Matcher matcher = VARIABLE.matcher(text);
		StringBuilder filled = new StringBuilder();
		while (matcher.find()) {
			String value = value(matcher.group(1), client);
			matcher.appendReplacement(filled, Matcher.quoteReplacement((value == null) ? matcher.group() : value));
		}
		return matcher.appendTail(filled).toString();
	}

	private @Nullable String value(String name, int client) {
		return switch (name) {
			case "client" -> String.valueOf(client + 1);
			case "uuid" -> UUID.randomUUID().toString();
			case "room" -> room(publishesTo(client));
			case "stamp", "padding" -> null;
			default -> given(name, client);
		};
	}

	private String room(int index) {
		String given = this.target.value("room", index);
		if (given != null) {
			return given;
		}
		List<String> rooms = this.template.rooms();
		return (rooms == null || rooms.isEmpty()) ? "room-" + (index + 1) : rooms.get(index % rooms.size());
	}

	private String given(String name, int client) {
		String value = this.target.value(name, client);
		if (value == null) {
			throw new IllegalArgumentException("the preset " + this.template.name() + " needs a value for {{" + name
					+ "}}; give it with --set " + name + "=…");
		}
		return value;
	}

}
