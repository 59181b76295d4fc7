package dev.parley.identity;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they are without any. */
final class Settings {

	private Settings() {
	}

	static IdentityProperties identity() {
		return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("parley.identity",
				IdentityProperties.class);
	}

}
