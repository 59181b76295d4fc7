package dev.parley.storage;

import java.util.List;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every application context of a test a separate, temporary data folder, unless the
 * test sets one.
 */
record TemporaryDataFolder() implements ContextCustomizer {

	private static final String PROPERTY = "parley.data";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
		if (!context.getEnvironment().containsProperty(PROPERTY)) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("temporary data folder",
						Map.of(PROPERTY, Databases.temporaryFolder().toString())));
		}
	}

	/** Found by Spring's tests through {@code META-INF/spring.factories}. */
	static final class Factory implements ContextCustomizerFactory {

		@Override
		public ContextCustomizer createContextCustomizer(Class<?> testClass,
				List<ContextConfigurationAttributes> attributes) {
			return new TemporaryDataFolder();
		}

	}

}
