package dev.parley.lab.events;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects frames. All given conditions must hold.
 *
 * @param fields values by dotted path; {@code *} matches any value that is present
 * @param text the whole frame, exactly, or null
 * @param contains a substring of the frame, or null
 */
record FrameMatcher(Map<String, String> fields, @Nullable String text, @Nullable String contains) {

	private static final JsonMapper JSON = JsonMapper.shared();

	boolean matches(String frame, Variables variables) {
		if (this.text != null && !frame.equals(variables.fill(this.text))) {
			return false;
		}
		if (this.contains != null && !frame.contains(variables.fill(this.contains))) {
			return false;
		}
		return this.fields.isEmpty() || fieldsMatch(frame, variables);
	}

	/** The value at a dotted path, or null. */
	static @Nullable String valueAt(String frame, String path) {
		try {
			JsonNode node = JSON.readTree(frame);
			for (String part : path.split("\\.", -1)) {
				node = part.matches("\\d+") && node.isArray() ? node.path(Integer.parseInt(part)) : node.path(part);
			}
			return node.isMissingNode() ? null : node.isValueNode() ? node.asString() : node.toString();
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private boolean fieldsMatch(String frame, Variables variables) {
		return this.fields.entrySet().stream().allMatch((field) -> {
			String value = valueAt(frame, field.getKey());
			String wanted = variables.fill(field.getValue());
			return value != null && (wanted.equals("*") || value.equals(wanted));
		});
	}

	String describe(Variables variables) {
		if (this.text != null) {
			return variables.fill(this.text);
		}
		return variables.fill(
				(this.contains != null) ? this.fields + " containing '" + this.contains + "'" : this.fields.toString());
	}

}
