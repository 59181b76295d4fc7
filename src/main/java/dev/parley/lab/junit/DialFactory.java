package dev.parley.lab.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.ReflectionSupport;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;

/** Creates the {@link Dial} that an annotation describes. */
final class DialFactory {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

	private DialFactory() {
	}

	static Dial of(LabConnection connection) {
		Class<? extends Supplier<Dial>> source = connection.source();
		if (source != LabConnection.NoSource.class) {
			return ReflectionSupport.newInstance(source).get();
		}
		if (connection.url().isEmpty()) {
			throw new ParameterResolutionException("@LabConnection needs a url, such as ws://localhost:9000/echo");
		}
		return new Dial(Endpoint.of(fill(connection.url())), headers(connection), List.of(connection.subprotocols()));
	}

	private static Map<String, String> headers(LabConnection connection) {
		Map<String, String> headers = new LinkedHashMap<>();
		for (String header : connection.headers()) {
			int colon = header.indexOf(':');
			if (colon < 1) {
				throw new ParameterResolutionException("'" + header + "' is not a header; write 'Name: value'");
			}
			headers.put(header.substring(0, colon).strip(), fill(header.substring(colon + 1).strip()));
		}
		if (!connection.token().isEmpty()) {
			headers.put("Authorization", "Bearer " + fill(connection.token()));
		}
		return headers;
	}

	private static String fill(String text) {
		Matcher matcher = VARIABLE.matcher(text);
		StringBuilder filled = new StringBuilder();
		while (matcher.find()) {
			matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1))));
		}
		return matcher.appendTail(filled).toString();
	}

	private static String value(String name) {
		String value = System.getProperty(name, System.getenv(name));
		if (value == null) {
			throw new ParameterResolutionException("@LabConnection uses ${" + name
					+ "}, which is neither a system property nor an environment variable");
		}
		return value;
	}

}
