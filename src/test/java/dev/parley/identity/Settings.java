package dev.parley.identity;

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of identity for tests. */
public final class Settings {

	private Settings() {
	}

	/** The defaults. */
	public static IdentityProperties identity() {
		return identity(Map.of());
	}

	/** These settings, named without their prefix {@code parley.identity}. */
	public static IdentityProperties identity(Map<String, String> settings) {
		Map<String, String> named = settings.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> "parley.identity." + entry.getKey(), Map.Entry::getValue));
		return new Binder(new MapConfigurationPropertySource(named)).bindOrCreate("parley.identity",
				IdentityProperties.class);
	}

}
