package dev.parley.lab.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.FakeApi;
import dev.parley.lab.FaultyServer;
import dev.parley.lab.Lab;
import dev.parley.lab.OwnCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/** Check, console and events use the connection options too. */
@Tag("slow")
class ConnectionOptionsTests {

	private static final String[] ALL = { "--insecure", "-H", "X-Tenant: blue", "--local-ips", "127.0.0.2", "--mask",
			"zero" };

	@TempDir
	private Path folder;

	private final StringWriter output = new StringWriter();

	private FaultyServer server;

	private FakeApi api;

	@BeforeEach
	void start() throws Exception {
		Path keyStore = OwnCertificate.in(this.folder);
		this.api = new FakeApi(keyStore);
		this.server = FaultyServer.echo()
			.tls(keyStore)
			.greeting("{\"type\":\"welcome\",\"data\":{\"user\":{\"id\":\"mia\"}}}",
					"{\"type\":\"synced\",\"engagement\":\"" + FakeApi.ENGAGEMENT + "\",\"data\":{}}")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.api.close();
	}

	@Test
	void checkUsesThemThroughItsProxy() {
		assertThat(check(ALL)).isEqualTo(97);

		assertThat(this.output.toString()).contains("/interactions was answered with 501");
		assertThat(this.server.header("X-Tenant")).containsExactly("blue", "blue");
		assertThat(this.server.callers()).containsExactly("127.0.0.2");
		assertThat(this.server.masks()).isNotEmpty().containsOnly(0);
	}

	@Test
	void checkRejectsAnUnknownCertificate() {
		assertThat(check("--wait", "100ms")).isEqualTo(97);

		assertThat(this.output.toString()).contains("/api/auth/login cannot be reached: SSLHandshakeException");
		assertThat(this.api.calls()).isEmpty();
	}

	@Test
	void consoleUsesThem() {
		assertThat(console(ALL)).as(this.output.toString()).isZero();

		assertThat(this.output.toString()).contains("→ hello", "← hello");
		assertThat(this.server.header("X-Tenant")).containsExactly("blue");
		assertThat(this.server.callers()).containsExactly("127.0.0.2");
		assertThat(this.server.masks()).isNotEmpty().containsOnly(0);
	}

	@Test
	void consoleRejectsAnUnknownCertificate() {
		assertThat(console()).as(this.output.toString()).isEqualTo(97);

		assertThat(this.output.toString()).contains("tls failed");
	}

	@Test
	void eventsAcceptsAnyCertificateWithInsecure() throws IOException {
		assertThat(events("--insecure")).as(this.output.toString()).isZero();

		assertThat(this.api.calls()).containsExactly("POST /api/auth/login");
	}

	@Test
	void eventsRejectsAnUnknownCertificate() throws IOException {
		assertThat(events()).as(this.output.toString()).isEqualTo(97);

		assertThat(this.api.calls()).isEmpty();
	}

	/** One that ends where the server of this test has nothing to count. */
	private int check(String... options) {
		return lab(List.of("check", this.server.url(), "--api-url", this.api.at("127.0.0.1").toString(), "--user",
				"mia@northwind.example", "--outsider", "none", "--rounds", "0", "--clients", "2", "--settle", "100ms"),
				options);
	}

	private int console(String... options) {
		InputStream before = System.in;
		System.setIn(new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8)));
		try {
			return lab(List.of("console", this.server.url()), options);
		}
		finally {
			System.setIn(before);
		}
	}

	private int events(String... options) throws IOException {
		Path file = Files.writeString(this.folder.resolve("events.yaml"), """
				clients: { mia: { user: mia@northwind.example } }
				steps: [ { send: hi, expect: [ { text: hi } ] } ]
				""");
		return lab(List.of("events", file.toString(), "--ws-url", this.server.url(), "--api-url",
				this.api.at("127.0.0.1").toString()), options);
	}

	private int lab(List<String> command, String... options) {
		List<String> args = new ArrayList<>(command);
		args.addAll(List.of(options));
		PrintWriter writer = new PrintWriter(this.output, true);
		return Lab.run(args.toArray(String[]::new), Map.of(), writer, writer);
	}

}
