package dev.parley.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * By what the limits know where a client comes from: its address or, of IPv6, the
 * network, of which a single household owns all addresses.
 */
final class ClientAddress {

	private static final int NETWORK_BYTES = 8;

	private ClientAddress() {
	}

	static String of(String remote) {
		if (remote.indexOf(':') < 0) {
			return remote;
		}
		int zone = remote.indexOf('%');
		String literal = ((zone < 0) ? remote : remote.substring(0, zone)).replaceAll("[\\[\\]]", "");
		return (InetAddress.ofLiteral(literal) instanceof Inet6Address address)
				? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) : literal;
	}

}
