package dev.parley.lab.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** An HTTP request counts as sent well only when its answer is there. */
class UnansweredRequestsTests {

	private final CountDownLatch answering = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final FaultyServer sockets = FaultyServer.broadcast().start();

	private HttpServer http;

	@BeforeEach
	void start() throws IOException {
		this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.http.setExecutor(this.threads);
		this.http.createContext("/item", this::answer);
		this.http.start();
	}

	@AfterEach
	void stop() {
		this.answering.countDown();
		this.http.stop(0);
		this.threads.close();
		this.sockets.close();
	}

	@Test
	void waitsForAnswersThatAreMissingWhenSendingEnds() {
		LoadResult result = load(Duration.ofSeconds(30)).listener(new LoadListener() {
			@Override
			public void waiting(long missing) {
				UnansweredRequestsTests.this.answering.countDown();
			}
		}).run();

		assertThat(result.traffic().httpSent()).isPositive();
		assertThat(result.traffic().httpFailed()).isZero();
		assertThat(result.latency(Metric.HTTP).count()).isEqualTo(result.traffic().httpSent());
		assertThat(result.errors()).isEmpty();
	}

	@Test
	void countsRequestsWithoutAnAnswerAsFailed() {
		LoadResult result = load(Duration.ofMillis(100)).run();

		assertThat(result.traffic().httpFailed()).isEqualTo(result.traffic().httpSent()).isPositive();
		assertThat(result.latency(Metric.HTTP).count()).isZero();
		assertThat(result.errors()).containsExactly(entry("http unanswered", result.traffic().httpSent()));
	}

	/** The grace bounds the wait only where the answers stay away. */
	private LoadTestBuilder load(Duration grace) {
		return LoadTest.on(this.sockets.url())
			.preset("broadcast")
			.clients(2)
			.rate(40)
			.duration(Duration.ofMillis(500))
			.grace(grace)
			.http(0.5, URI.create("http://127.0.0.1:" + this.http.getAddress().getPort() + "/item"));
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.answering.await();
			exchange.sendResponseHeaders(200, -1);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
