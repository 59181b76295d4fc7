package dev.parley.lab.engine;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Where a WebSocket server listens, resolved once so that a run does not measure the name
 * service.
 *
 * @param uri as it was given
 * @param address resolved, or not if the name is unknown
 * @param tls whether {@code wss}
 * @param target path and query of the request line
 */
public record Endpoint(URI uri, InetSocketAddress address, boolean tls, String target) {

	private static final int PLAIN_PORT = 80;

	private static final int TLS_PORT = 443;

	/**
	 * Reads {@code ws://host:port/path?query}; {@code http} and {@code https} are
	 * accepted too.
	 */
	public static Endpoint of(String text) {
		URI uri;
		try {
			uri = URI.create(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"'" + text + "' is not an address; write for example ws://localhost:8080/ws", ex);
		}
		String scheme = (uri.getScheme() == null) ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
		boolean tls = scheme.equals("wss") || scheme.equals("https");
		boolean known = tls || scheme.equals("ws") || scheme.equals("http");
		if (!known || uri.getHost() == null) {
			throw new IllegalArgumentException(
					"'" + text + "' is not a WebSocket address; write for example ws://localhost:8080/ws");
		}
		int port = (uri.getPort() > 0) ? uri.getPort() : (tls ? TLS_PORT : PLAIN_PORT);
		String path = (uri.getRawPath() == null || uri.getRawPath().isEmpty()) ? "/" : uri.getRawPath();
		String target = (uri.getRawQuery() == null) ? path : path + "?" + uri.getRawQuery();
		return new Endpoint(uri, new InetSocketAddress(unbracketed(uri.getHost()), port), tls, target);
	}

	/** The same server under another path and query. */
	public Endpoint withTarget(String target) {
		return new Endpoint(this.uri, this.address, this.tls, target);
	}

	/** The same request to another address, for example a proxy in front. */
	public Endpoint via(InetSocketAddress other) {
		return new Endpoint(this.uri, other, this.tls, this.target);
	}

	/** Appends a query parameter. */
	public Endpoint withQuery(String parameter) {
		return withTarget(this.target + ((this.target.indexOf('?') < 0) ? "?" : "&") + parameter);
	}

	public boolean isLoopback() {
		return this.address.getAddress() != null && this.address.getAddress().isLoopbackAddress();
	}

	/** Host and port for the {@code Host} header. */
	String authority() {
		return (this.uri.getPort() > 0) ? this.uri.getHost() + ":" + this.uri.getPort() : this.uri.getHost();
	}

	/** Without the query, which may hold a token. */
	@Override
	public String toString() {
		int query = this.target.indexOf('?');
		String path = (query < 0) ? this.target : this.target.substring(0, query);
		return (this.tls ? "wss://" : "ws://") + authority() + path;
	}

	private static String unbracketed(String host) {
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

}
