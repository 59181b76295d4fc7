package dev.parley.lab.engine;

/**
 * How long each step of opening took, in nanoseconds.
 *
 * @param tcp until the TCP connection stood
 * @param tls the TLS handshake; 0 without
 * @param upgrade from the request to the 101
 */
public record OpenTimes(long tcp, long tls, long upgrade) {

	public long total() {
		return this.tcp + this.tls + this.upgrade;
	}

}
