package dev.parley.identity.signin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, 192.0.2.7", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
			"2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0", "unix:/run/parley, unix:/run/parley" })
	void limitsByAddressOrIpv6Network(String address, String limited) {
		assertThat(new Device(null, address).limitKey()).isEqualTo(limited);
	}

	@Test
	void truncatesALongUserAgent() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("User-Agent", "x".repeat(1000));

		assertThat(Device.of(request).userAgent()).hasSize(200);
	}

	@Test
	void acceptsARequestWithoutUserAgent() {
		assertThat(Device.of(new MockHttpServletRequest()).userAgent()).isNull();
	}

}
