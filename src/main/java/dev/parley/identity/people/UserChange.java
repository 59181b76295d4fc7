package dev.parley.identity.people;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Changes to a user. Null leaves a value unchanged. */
record UserChange(@Nullable String name, @Nullable Boolean disabled,
		@Schema(implementation = ExternalIdentity.class, nullable = true) @Nullable Binding external) {

	/**
	 * A new external identity. A null identity removes the binding; in JSON this is an
	 * explicit null.
	 */
	@JsonDeserialize(using = BindingReader.class)
	record Binding(@Nullable ExternalIdentity identity) {
	}

	/** Distinguishes an explicit null from an absent value. */
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
