package dev.parley.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object. A field's type is checked when a message reads it, so
 * unknown fields are ignored.
 */
final class Fields {

	/** A value of a JSON type that no message uses; keeps only the name of the type. */
	record Other(String type) {
	}

	private final Map<String, @Nullable Object> values;

	/**
	 * @param values strings, longs, maps of the same, null, and {@link Other}
	 */
	Fields(Map<String, @Nullable Object> values) {
		this.values = values;
	}

	String string(String name) {
		String value = optionalString(name);
		if (value == null) {
			throw missing(name);
		}
		return value;
	}

	@Nullable String optionalString(String name) {
		Object value = this.values.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw wrongType(name, "a string", value);
	}

	long number(String name) {
		Long value = optionalNumber(name);
		if (value == null) {
			throw missing(name);
		}
		return value;
	}

	@Nullable Long optionalNumber(String name) {
		Object value = this.values.get(name);
		if (value == null || value instanceof Long) {
			return (Long) value;
		}
		throw wrongType(name, "a whole number", value);
	}

	/** An object whose values are all whole numbers. */
	Map<String, Long> numbers(String name) {
		Object value = this.values.get(name);
		if (value == null) {
			throw missing(name);
		}
		if (!(value instanceof Map<?, ?> entries)) {
			throw wrongType(name, "an object", value);
		}
		Map<String, Long> numbers = LinkedHashMap.newLinkedHashMap(entries.size());
		entries.forEach((key, number) -> {
			if (!(number instanceof Long whole)) {
				throw wrongType(name, "an object of whole numbers", (number != null) ? number : new Other("null"));
			}
			numbers.put((String) key, whole);
		});
		return numbers;
	}

	private static RejectedException missing(String name) {
		return RejectedException.invalid(name, name + " is missing");
	}

	private static RejectedException wrongType(String name, String wanted, Object found) {
		String type = switch (found) {
			case String _ -> "a string";
			case Long _ -> "a number";
			case Map<?, ?> _ -> "an object";
			case Other other -> other.type();
			default -> throw new IllegalStateException("Not a JSON value: " + found.getClass());
		};
		return RejectedException.wrongType(name, name + " must be " + wanted + ", not " + type);
	}

}
