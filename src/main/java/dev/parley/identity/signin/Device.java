package dev.parley.identity.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/** Browser and address of a request, shown in the user's list of sign-ins. */
public record Device(@Nullable String userAgent, String address) {

	private static final int MAX_USER_AGENT = 200;

	/** Length of the network that a provider assigns to one IPv6 customer. */
	private static final int NETWORK_BYTES = 8;

	public static Device of(HttpServletRequest request) {
		String agent = request.getHeader(HttpHeaders.USER_AGENT);
		if (agent != null) {
			agent = agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT));
		}
		return new Device(agent, request.getRemoteAddr());
	}

	/** Key for rate limits: the IPv4 address, or the /64 network of an IPv6 address. */
	public String limitKey() {
		try {
			if (InetAddress.ofLiteral(this.address) instanceof Inet6Address six) {
				byte[] network = Arrays.copyOf(Arrays.copyOf(six.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
				return InetAddress.getByAddress(network).getHostAddress();
			}
		}
		catch (IllegalArgumentException | UnknownHostException ex) {
			// Not an IP address, for example the path of a Unix socket.
			return this.address;
		}
		return this.address;
	}

}
