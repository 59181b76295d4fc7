package dev.parley.lab.client;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.Lab;
import dev.parley.lab.OwnCertificate;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.EngineOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TlsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TempDir
	private static Path folder;

	private static Path keyStore;

	@BeforeAll
	static void makeACertificateThatNobodyTrusts() throws Exception {
		keyStore = OwnCertificate.in(folder);
	}

	@Test
	void rejectsAnUnknownCertificate() throws Exception {
		try (FaultyServer server = FaultyServer.echo().tls(keyStore).start()) {
			assertThatExceptionOfType(LabRefused.class).isThrownBy(() -> LabClient.connect(server.url()))
				.withMessageContaining("tls failed");
		}
	}

	@Test
	void acceptsAnyCertificateWithInsecureAndTimesTheSteps() throws Exception {
		EngineOptions insecure = new EngineOptions(1, PATIENCE, List.of(), true, false);
		try (FaultyServer server = FaultyServer.echo().tls(keyStore).start();
				Engine engine = new Engine(insecure);
				LabClient client = LabClient.connect(engine, Dial.to(Endpoint.of(server.url())))) {
			client.send("secret");

			assertThat(client.receive(PATIENCE)).isEqualTo("secret");
			assertThat(client.openTimes().tls()).isPositive();
		}
	}

	@Test
	void runsALoadTestOverTls() throws Exception {
		try (FaultyServer server = FaultyServer.echo().tls(keyStore).start()) {
			assertThat(load(server, "--insecure")).isZero();
			assertThat(load(server, "--no-color")).isEqualTo(99);
		}
	}

	private static int load(FaultyServer server, String option) {
		PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
		return Lab.run(new String[] { "load", server.url(), "-c", "3", "-d", "500ms", "--accept-invalid", option },
				Map.of(), nowhere, nowhere);
	}

}
