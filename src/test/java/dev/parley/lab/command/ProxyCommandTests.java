package dev.parley.lab.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.Lab;
import dev.parley.lab.client.LabClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ProxyCommandTests {

	private static final Pattern ADDRESS = Pattern.compile("(ws://127\\.0\\.0\\.1:\\d+/ws) → ");

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final FaultyServer server = FaultyServer.echo().start();

	private final StringWriter out = new StringWriter();

	private final AtomicInteger code = new AtomicInteger(-1);

	private Thread proxy;

	@AfterEach
	void stop() throws InterruptedException {
		this.proxy.interrupt();
		this.proxy.join();
		this.server.close();
		assertThat(this.code).hasValue(0);
	}

	@Test
	void forwardsToTheServer() {
		start("--seed", "5");
		try (LabClient client = LabClient.connect(address())) {
			client.send("hello");

			assertThat(client.receive(TIMEOUT)).isEqualTo("hello");
		}

		assertThat(this.out.toString()).contains(" → " + this.server.url(), "seed 5");
	}

	@Test
	void endsAfterItsDuration() throws InterruptedException {
		start("--duration", "100ms");

		this.proxy.join();

		assertThat(this.code).hasValue(0);
	}

	@Test
	void delaysBothDirections() {
		start("--latency", "80ms", "--jitter", "0");
		try (LabClient client = LabClient.connect(address())) {
			assertThat(client.ping(TIMEOUT)).isGreaterThanOrEqualTo(Duration.ofMillis(159));
		}
	}

	@Test
	void cutsConnectionsAtTheInterval() {
		start("--cut-every", "1s");

		await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
			try (LabClient client = LabClient.connect(address())) {
				return client.awaitClosing(TIMEOUT).kind().equals("connection lost");
			}
		});

		assertThat(this.out.toString()).containsPattern("\\d\\.\\ds  cut, connections 1");
	}

	@Test
	void resetsAndBlocksConnectionsAtTheirIntervals() {
		start("--reset-every", "100ms", "--half-open-every", "150ms");

		await().untilAsserted(
				() -> assertThat(this.out.toString()).contains("reset, connections 0", "half-open, connections 0"));
		assertThat(this.out.toString()).doesNotContain("cut");
	}

	private void start(String... options) {
		String[] args = new String[options.length + 2];
		args[0] = "proxy";
		args[1] = this.server.url();
		System.arraycopy(options, 0, args, 2, options.length);
		PrintWriter writer = new PrintWriter(this.out, true);
		this.proxy = Thread.ofPlatform().start(() -> this.code.set(Lab.run(args, Map.of(), writer, writer)));
	}

	private String address() {
		await().until(() -> ADDRESS.matcher(this.out.toString()).find());
		Matcher matcher = ADDRESS.matcher(this.out.toString());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

}
