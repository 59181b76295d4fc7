package dev.parley.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The address by which clients are limited: an IPv4 address or the /64 network of an IPv6
 * address, which usually belongs to one household.
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
