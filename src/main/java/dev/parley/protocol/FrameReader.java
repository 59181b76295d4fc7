package dev.parley.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses the JSON of a client's frame in one pass. It builds no tree and skips values
 * that no message uses, so the memory it needs is a small multiple of the frame's length.
 */
final class FrameReader {

	/** The parts of a frame. The id has been checked, because the answer repeats it. */
	record RawFrame(@Nullable String id, String type, Fields data) {
	}

	private static final int MAX_DEPTH = 16;

	private static final int MAX_NAME = 128;

	private static final int MAX_NUMBER = 32;

	private static final String LIMITS = "at most " + MAX_DEPTH + " levels of nesting, " + MAX_NAME
			+ " characters in a name and " + MAX_NUMBER + " in a number";

	/**
	 * Names are not pooled, because names from a hostile client would stay in the pool.
	 */
	private final JsonFactory json = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxNameLength(MAX_NAME)
			.maxNumberLength(MAX_NUMBER)
			.build())
		.build();

	/**
	 * Parses a frame.
	 * @throws RejectedException with the frame's id if that was read before the error
	 */
	RawFrame read(String text) {
		Envelope envelope = new Envelope();
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), text)) {
			envelope.read(parser);
			return envelope.frame();
		}
		catch (StreamConstraintsException ex) {
			throw envelope.refuse(malformed("The frame exceeds a limit" + place(ex) + ": " + LIMITS));
		}
		catch (JacksonException ex) {
			throw envelope.refuse(malformed("The frame is not valid JSON" + place(ex)));
		}
		catch (RejectedException ex) {
			throw envelope.refuse(ex);
		}
	}

	/** The position only, because the text there may be a secret. */
	private static String place(JacksonException ex) {
		return (ex.getLocation() != null)
				? " at line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() : "";
	}

	private static RejectedException malformed(String message) {
		return new RejectedException(ErrorCode.MALFORMED, message);
	}

	/** The parts of the frame that have been read so far. */
	private static final class Envelope {

		private final Set<String> names = new HashSet<>();

		private @Nullable Object id;

		private @Nullable Object type;

		private @Nullable Object data = Map.of();

		void read(JsonParser parser) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw malformed("A frame must be a JSON object with type, id and data");
			}
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				once(name, this.names.add(name));
				parser.nextToken();
				switch (name) {
					case "id" -> this.id = value(parser, 0);
					case "type" -> this.type = value(parser, 0);
					case "data" -> this.data = value(parser, 2);
					default -> skip(parser);
				}
			}
			if (parser.nextToken() != null) {
				throw malformed("A frame must be one JSON object; there is text after it");
			}
		}

		@SuppressWarnings("unchecked")
		RawFrame frame() {
			if (this.id != null && !(this.id instanceof String)) {
				throw RejectedException.wrongType("id", "id must be a string");
			}
			if (this.id != null) {
				FieldRules.id("id", (String) this.id);
			}
			if (!(this.type instanceof String name)) {
				throw (this.type != null) ? RejectedException.wrongType("type", "type must be a string")
						: RejectedException.invalid("type", "type is missing");
			}
			if (!(this.data instanceof Map<?, ?> values)) {
				throw RejectedException.wrongType("data", "data must be an object");
			}
			return new RawFrame((String) this.id, name, new Fields((Map<String, @Nullable Object>) values));
		}

		RejectedException refuse(RejectedException reason) {
			return reason.answering(validId());
		}

		private @Nullable String validId() {
			try {
				return (this.id instanceof String text) ? FieldRules.id("id", text) : null;
			}
			catch (RejectedException _) {
				return null;
			}
		}

		/** Keeps objects down to the given level, and only the type of deeper values. */
		private static @Nullable Object value(JsonParser parser, int levels) {
			JsonToken token = parser.currentToken();
			if (token == JsonToken.START_OBJECT && levels > 0) {
				return object(parser, levels);
			}
			return switch (token) {
				case VALUE_NULL -> null;
				case VALUE_STRING -> parser.getString();
				case VALUE_NUMBER_INT -> wholeNumber(parser);
				case VALUE_NUMBER_FLOAT -> new Fields.Other("a number with a fraction or an exponent");
				case VALUE_TRUE, VALUE_FALSE -> new Fields.Other("true or false");
				case START_ARRAY -> skipped(parser, "an array");
				case START_OBJECT -> skipped(parser, "an object");
				case null, default -> throw malformed("A value is missing");
			};
		}

		private static Map<String, @Nullable Object> object(JsonParser parser, int levels) {
			Map<String, @Nullable Object> values = new HashMap<>();
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				once(name, !values.containsKey(name));
				parser.nextToken();
				values.put(name, value(parser, levels - 1));
			}
			return values;
		}

		private static Object wholeNumber(JsonParser parser) {
			return (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
					? new Fields.Other("a number that needs more than 64 bits") : (Object) parser.getLongValue();
		}

		private static Fields.Other skipped(JsonParser parser, String type) {
			skip(parser);
			return new Fields.Other(type);
		}

		/** Recursive; the parser limits the depth. */
		private static void skip(JsonParser parser) {
			switch (parser.currentToken()) {
				case START_OBJECT -> {
					Set<String> names = new HashSet<>();
					for (String name = parser.nextName(); name != null; name = parser.nextName()) {
						once(name, names.add(name));
						parser.nextToken();
						skip(parser);
					}
				}
				case START_ARRAY -> {
					while (parser.nextToken() != JsonToken.END_ARRAY) {
						skip(parser);
					}
				}
				case null, default -> {
				}
			}
		}

		private static void once(String name, boolean first) {
			if (!first) {
				throw malformed("The key \"" + name + "\" occurs twice");
			}
		}

	}

}
