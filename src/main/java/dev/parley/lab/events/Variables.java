package dev.parley.lab.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for {@code {{name}}} in triggers and expectations; {@code {{uuid}}} differs each
 * time.
 */
final class Variables {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

	private static final Pattern NUMBER = Pattern.compile("\"\\{\\{#([A-Za-z0-9_]+)}}\"");

	private final Map<String, String> values = new LinkedHashMap<>();

	Variables(Map<String, String> given) {
		put("run", UUID.randomUUID().toString().substring(0, 8));
		given.forEach((name, value) -> put(name, fill(value)));
	}

	void put(String name, String value) {
		this.values.put(name, value);
	}

	/** Fills JSON in which {@code "{{#name}}"} becomes a number without quotes. */
	String fillJson(String json) {
		return fill(NUMBER.matcher(json).replaceAll("{{$1}}"));
	}

	/** Fills a text, or throws an exception that names the variable without a value. */
	String fill(String text) {
		Matcher matcher = PLACEHOLDER.matcher(text);
		StringBuilder filled = new StringBuilder();
		while (matcher.find()) {
			String name = matcher.group(1);
			String value = name.equals("uuid") ? UUID.randomUUID().toString() : this.values.get(name);
			if (value == null) {
				throw new IllegalArgumentException(
						"the variable {{" + name + "}} has no value; known variables are " + this.values.keySet());
			}
			matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
		}
		return matcher.appendTail(filled).toString();
	}

}
