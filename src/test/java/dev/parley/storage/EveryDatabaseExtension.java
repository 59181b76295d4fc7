package dev.parley.storage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a class once per database that the system property {@code parley.test.databases}
 * lists, or on all databases. The database is open for the whole run.
 */
final class EveryDatabaseExtension implements ClassTemplateInvocationContextProvider {

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
			ExtensionContext context) {
		String listed = System.getProperty("parley.test.databases");
		return Arrays.stream((listed != null) ? listed.split(",") : names()).map(Vendor::valueOf).map(Run::new);
	}

	private static String[] names() {
		return Arrays.stream(Vendor.values()).map(Vendor::name).toArray(String[]::new);
	}

	private record Run(Vendor vendor) implements ClassTemplateInvocationContext {

		@Override
		public String getDisplayName(int invocationIndex) {
			return "on " + this.vendor;
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			return List.of(new Fixture(this.vendor));
		}

	}

	private static final class Fixture
			implements ParameterResolver, BeforeEachCallback, AfterClassTemplateInvocationCallback {

		private final Vendor vendor;

		private Database database;

		private Fixture(Vendor vendor) {
			this.vendor = vendor;
		}

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == Database.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return database();
		}

		@Override
		public void beforeEach(ExtensionContext context) {
			database().clear();
		}

		@Override
		public void afterClassTemplateInvocation(ExtensionContext context) {
			if (this.database != null) {
				this.database.close();
			}
		}

		private Database database() {
			if (this.database == null) {
				this.database = Databases.open(this.vendor);
			}
			return this.database;
		}

	}

}
