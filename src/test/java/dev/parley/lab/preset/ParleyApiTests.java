package dev.parley.lab.preset;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.FakeApi;
import dev.parley.lab.OwnCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ParleyApiTests {

	private static final String MIA = "mia@northwind.example:parley-demo";

	@TempDir
	private Path folder;

	private FakeApi server;

	@BeforeEach
	void start() throws Exception {
		this.server = new FakeApi(OwnCertificate.in(this.folder));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void rejectsAnUnknownCertificate() {
		try (ParleyApi api = new ParleyApi(this.server.at("127.0.0.1"))) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> api.login(MIA))
				.withMessageContaining("/api/auth/login cannot be reached: SSLHandshakeException");
		}
		assertThat(this.server.calls()).isEmpty();
	}

	@Test
	void insecureSignsInAndCallsWithAnyCertificate() throws IOException {
		try (ParleyApi api = new ParleyApi(this.server.at("127.0.0.1"), true)) {
			assertThat(api.engagements(api.login(MIA))).containsExactly(FakeApi.ENGAGEMENT);
		}
	}

	@Test
	void insecureTakesTheCertificateOfAnotherHostToo() throws IOException {
		try (ParleyApi api = new ParleyApi(this.server.at("localhost"), true)) {
			assertThat(api.login(MIA)).isEqualTo("token");
		}
	}

}
