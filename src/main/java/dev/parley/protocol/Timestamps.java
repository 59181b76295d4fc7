package dev.parley.protocol;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The format of times in JSON, on the wire and over REST: ISO 8601 in UTC, always with
 * three digits of a second, so that the strings sort in the order of time.
 */
public final class Timestamps {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private Timestamps() {
	}

	/** Makes a mapper write every {@link Instant} in this format. */
	public static JacksonModule module() {
		return new SimpleModule().addSerializer(new InstantSerializer());
	}

	static String format(Instant time) {
		return FORMAT.format(time);
	}

	private static final class InstantSerializer extends StdSerializer<Instant> {

		InstantSerializer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
			json.writeString(format(value));
		}

	}

}
