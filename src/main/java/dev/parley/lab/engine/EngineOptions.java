package dev.parley.lab.engine;

import java.time.Duration;
import java.util.List;

/**
 * How the engine opens connections.
 *
 * @param threads event loops; more than cores make nothing faster
 * @param connectTimeout for connection, TLS and upgrade together
 * @param localAddresses to connect from, in turn; one address reaches about 28 000 ports
 * of one server
 * @param insecure whether any certificate is taken
 * @param zeroMask whether frames carry the mask 0: faster, but against RFC 6455, for
 * measuring only
 */
public record EngineOptions(int threads, Duration connectTimeout, List<String> localAddresses, boolean insecure,
		boolean zeroMask) {

	public EngineOptions {
		if (threads < 1) {
			throw new IllegalArgumentException("an engine needs at least one thread, not " + threads);
		}
		localAddresses = List.copyOf(localAddresses);
	}

	/** A loop per core but one, which is left to the server on the same machine. */
	public static EngineOptions defaults() {
		return new EngineOptions(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), Duration.ofSeconds(10),
				List.of(), false, false);
	}

	public EngineOptions withThreads(int count) {
		return new EngineOptions(count, this.connectTimeout, this.localAddresses, this.insecure, this.zeroMask);
	}

	public EngineOptions withLocalAddresses(List<String> addresses) {
		return new EngineOptions(this.threads, this.connectTimeout, addresses, this.insecure, this.zeroMask);
	}

	public EngineOptions withInsecure(boolean any) {
		return new EngineOptions(this.threads, this.connectTimeout, this.localAddresses, any, this.zeroMask);
	}

	public EngineOptions withConnectTimeout(Duration timeout) {
		return new EngineOptions(this.threads, timeout, this.localAddresses, this.insecure, this.zeroMask);
	}

}
