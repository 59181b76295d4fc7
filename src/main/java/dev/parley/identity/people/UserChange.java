package dev.parley.identity.people;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What is to be different about a user; null leaves as it is. */
record UserChange(@Nullable String name, @Nullable Boolean disabled,
		@Schema(implementation = ExternalIdentity.class, nullable = true) @Nullable Binding external) {

	/**
	 * Whom the user is to be at an external issuer, which unlike leaving it as it is may
	 * be nobody: null in JSON.
	 */
	@JsonDeserialize(using = BindingReader.class)
	record Binding(@Nullable ExternalIdentity identity) {
	}

	/** Tells null from nothing at all. */
	static final class BindingReader extends ValueDeserializer<Binding> {

		@Override
		public Binding deserialize(JsonParser json, DeserializationContext context) {
			return new Binding(context.readValue(json, ExternalIdentity.class));
		}

		@Override
		public Binding getNullValue(DeserializationContext context) {
			return new Binding(null);
		}

		@Override
		public @Nullable Object getAbsentValue(DeserializationContext context) {
			return null;
		}

	}

}
