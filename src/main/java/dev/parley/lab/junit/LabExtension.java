package dev.parley.lab.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import dev.parley.lab.client.LabClient;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;

/**
 * Injects connected clients into tests, either by {@link LabConnection} or registered
 * with an address that is known only at run time: <pre>{@code
 * final LabExtension lab = LabExtension.at(() -> this.server.url()); // a RegisterExtension
 * }</pre>
 */
public final class LabExtension implements ParameterResolver, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LabExtension.class);

	private final @Nullable Supplier<Dial> source;

	/** For tests with {@link LabConnection}. */
	public LabExtension() {
		this(null);
	}

	private LabExtension(@Nullable Supplier<Dial> source) {
		this.source = source;
	}

	/** Connects to this address, evaluated when a test needs a client. */
	public static LabExtension at(Supplier<String> url) {
		return to(() -> Dial.to(Endpoint.of(url.get())));
	}

	/** Connects with headers and subprotocols, for example the token of a user. */
	public static LabExtension to(Supplier<Dial> dial) {
		return new LabExtension(dial);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		boolean annotated = connection(parameter, context).isPresent();
		return parameter.getParameter().getType() == LabClient.class && annotated == (this.source == null);
	}

	@Override
	public LabClient resolveParameter(ParameterContext parameter, ExtensionContext context) {
		LabClient client = LabClient.connect(dial(parameter, context));
		clients(context).opened.add(client);
		return client;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Clients clients = context.getStore(NAMESPACE).get(Clients.class, Clients.class);
		if (clients != null && !clients.reported && context.getExecutionException().isPresent()) {
			clients.reported = true;
			FailureReport.attach(clients.opened, context);
		}
	}

	private Dial dial(ParameterContext parameter, ExtensionContext context) {
		return (this.source != null) ? this.source.get()
				: connection(parameter, context).map(DialFactory::of)
					.orElseThrow(() -> new ParameterResolutionException(
							"@LabConnection is missing, so there is no server to connect to"));
	}

	private static Optional<LabConnection> connection(ParameterContext parameter, ExtensionContext context) {
		return parameter.findAnnotation(LabConnection.class)
			.or(() -> AnnotationSupport.findAnnotation(context.getElement(), LabConnection.class))
			.or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), LabConnection.class,
					context.getEnclosingTestClasses()));
	}

	private static Clients clients(ExtensionContext context) {
		return context.getStore(NAMESPACE).computeIfAbsent(Clients.class, (key) -> new Clients(), Clients.class);
	}

	/** The clients of one test; JUnit closes them after it. */
	private static final class Clients implements AutoCloseable {

		private final List<LabClient> opened = new ArrayList<>();

		/** The extension may be registered twice, by annotation and by hand. */
		private boolean reported;

		@Override
		public void close() {
			this.opened.forEach(LabClient::close);
		}

	}

}
