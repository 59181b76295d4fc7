package dev.parley.identity.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What a request tells about where it comes from; shown to the user in the list of their
 * sign-ins.
 */
public record Device(@Nullable String userAgent, String address) {

	private static final int LONGEST = 200;

	/** Of an IPv6 address, what the provider gave to one customer. */
	private static final int NETWORK_BYTES = 8;

	public static Device of(HttpServletRequest request) {
		String agent = request.getHeader(HttpHeaders.USER_AGENT);
		if (agent != null) {
			agent = agent.substring(0, Math.min(agent.length(), LONGEST));
		}
		return new Device(agent, request.getRemoteAddr());
	}

	/**
	 * Whom attempts are counted against: the address, or its network where one customer
	 * has a whole network of them.
	 */
	public String limited() {
		try {
			if (InetAddress.ofLiteral(this.address) instanceof Inet6Address six) {
				byte[] network = Arrays.copyOf(Arrays.copyOf(six.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
				return InetAddress.getByAddress(network).getHostAddress();
			}
		}
		catch (IllegalArgumentException | UnknownHostException ex) {
			// Not an IP address, such as a socket's path: limited as it is spelled.
			return this.address;
		}
		return this.address;
	}

}
