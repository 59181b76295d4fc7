package dev.parley.gateway;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTests {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "2001:db8:1:2:3:4:5:6, 20010db800010002",
			"2001:db8:1:2:ffff::1, 20010db800010002", "[2001:db8:1:2::9], 20010db800010002",
			"fe80::1%eth0, fe80000000000000", "::1, 0000000000000000", "::ffff:203.0.113.7, ::ffff:203.0.113.7" })
	void anIpv6NetworkCountsAsOneAddress(String remote, String key) {
		assertThat(ClientAddress.of(remote)).isEqualTo(key);
	}

}
