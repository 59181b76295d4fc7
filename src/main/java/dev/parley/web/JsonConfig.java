package dev.parley.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON settings of the REST API that application.yaml cannot express.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfig {

	/**
	 * Formats times as on the wire, so that they sort as text.
	 */
	@Bean
	JsonMapperBuilderCustomizer timesWithMilliseconds() {
		return (builder) -> builder.addModule(new SimpleModule().addSerializer(new InstantSerializer()));
	}

	/**
	 * Rejects a number or boolean where a string belongs instead of converting it.
	 */
	@Bean
	JsonMapperBuilderCustomizer textsAreTexts() {
		return (builder) -> builder.withCoercionConfig(LogicalType.Textual,
				(config) -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
	}

	private static final class InstantSerializer extends StdSerializer<Instant> {

		private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

		InstantSerializer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
			json.writeString(FORMAT.format(value));
		}

	}

}
