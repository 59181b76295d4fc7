package dev.parley.jetty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.system.support.RawSocket;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("clock")
class HeaderDeadlineTests {

	private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final Server server = new Server();

	private final ServerConnector connector = new ServerConnector(this.server);

	@BeforeEach
	void start() throws Exception {
		this.connector.addBean(new HeaderDeadline(this.connector, Duration.ofMillis(200)));
		this.server.addConnector(this.connector);
		this.server.setHandler(new Handler.Abstract() {
			@Override
			public boolean handle(Request request, Response response, Callback callback) {
				response.setStatus(204);
				callback.succeeded();
				return true;
			}
		});
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "G", "GET /", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: loc",
			"GET / HTTP/1.1\r\nHost: localhost\r\n" })
	void anUnfinishedHeaderIsCutOff(String start) throws IOException {
		try (RawSocket slow = new RawSocket(this.connector.getLocalPort())) {
			slow.write(start);
			assertThat(slow.isEnded()).isTrue();
		}
	}

	@Test
	void aSlowHeaderIsCutOff() throws IOException {
		try (RawSocket slow = new RawSocket(this.connector.getLocalPort());
				ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
			slow.write("GET / HTTP/1.1\r\nX-Slow: ");
			var _ = drip.scheduleAtFixedRate(() -> drop(slow), 0, 20, TimeUnit.MILLISECONDS);
			assertThat(slow.isEnded()).isTrue();
			drip.shutdownNow();
		}
	}

	@Test
	void theDeadlineAppliesToEveryRequestOfAConnection() throws IOException {
		try (RawSocket slow = new RawSocket(this.connector.getLocalPort())) {
			slow.write(REQUEST);
			assertThat(slow.readHead()).startsWith("HTTP/1.1 204");
			slow.write("GET / HT");
			assertThat(slow.isEnded()).isTrue();
		}
	}

	@Test
	void idleConnectionsAreLeftOpen() throws Exception {
		try (RawSocket quiet = new RawSocket(this.connector.getLocalPort());
				RawSocket slow = new RawSocket(this.connector.getLocalPort())) {
			quiet.write(REQUEST);
			assertThat(quiet.readHead()).startsWith("HTTP/1.1 204");
			slow.write("GET");
			assertThat(slow.isEnded()).isTrue();
			quiet.write(REQUEST);
			assertThat(quiet.readHead()).startsWith("HTTP/1.1 204");
		}
	}

	private static void drop(RawSocket slow) {
		try {
			slow.write("x");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
