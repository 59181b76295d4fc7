package dev.parley.lab.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.AnyCertificate;
import dev.parley.lab.engine.Stamp;

/**
 * The share of a load that goes by REST: pooled, kept alive, HTTP/2 where the server
 * speaks it. Called on the loops.
 */
@SuppressWarnings("FutureReturnValueIgnored") // every completion is counted where it
												// happens
final class HttpSide implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ExecutorService executor = Executors.newFixedThreadPool(2,
			Thread.ofPlatform().daemon().name("lab-http-", 0).factory());

	private final HttpClient http;

	private final Run run;

	private final @Nullable URI url;

	/**
	 * Ready to send.
	 * @param url fetched where the preset has no REST form of a message; null if it has
	 */
	HttpSide(Run run, @Nullable URI url) {
		this.run = run;
		this.url = url;
		HttpClient.Builder client = HttpClient.newBuilder().executor(this.executor).connectTimeout(PATIENCE);
		this.http = (run.plan().engine().insecure() ? client.sslContext(AnyCertificate.context()) : client).build();
	}

	/**
	 * The number under which a client's REST messages are stamped: their order is not
	 * that of its socket.
	 */
	int publisherOf(int client) {
		return this.run.plan().target().clients() + client;
	}

	void send(LoopContext context, int client, long intended) {
		Publisher publisher = (this.url == null) ? this.run.publisher(publisherOf(client)) : null;
		int copies = (publisher == null) ? 0 : this.run.copiesOf(client);
		int seq = (publisher == null) ? -1 : publisher.begin(copies);
		HttpRequest request = request(client, seq, intended);
		context.statistics().increment(LoadCounter.HTTP_SENT);
		if (publisher != null) {
			context.statistics().wrote(0, copies, intended, this.run.now());
		}
		this.http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
			.whenCompleteAsync((response, failure) -> answered(context.statistics(), publisher, seq, intended,
					(response == null) ? -1 : response.statusCode()), context.loop());
	}

	/** Requests that have neither an answer nor a failure yet. Any thread. */
	static long unanswered(LoadLoops loops) {
		return loops.sum(LoadCounter.HTTP_SENT) - loops.sum(LoadCounter.HTTP_OK) - loops.sum(LoadCounter.HTTP_FAILED);
	}

	/** Reports every request without an answer; called when the loops have stopped. */
	void settle(LoadLoops loops) {
		for (long left = unanswered(loops); left > 0; left--) {
			this.run.errors().add("http unanswered");
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.executor.shutdownNow();
	}

	private HttpRequest request(int client, int seq, long intended) {
		if (this.url != null) {
			return HttpRequest.newBuilder(this.url).timeout(PATIENCE).build();
		}
		long lag = this.run.now() - intended;
		String stamp = Stamp.text(this.run.id(), publisherOf(client), seq, intended, lag);
		return this.run.roster()
			.publishOverHttp(client, stamp, this.run.plan().workload().payload())
			.orElseThrow(() -> new IllegalArgumentException(
					"the preset " + this.run.plan().preset().name() + " has no REST; give --http-url"));
	}

	private void answered(LoopStatistics statistics, @Nullable Publisher publisher, int seq, long intended,
			int status) {
		boolean taken = status >= 200 && status < 300;
		statistics.increment(taken ? LoadCounter.HTTP_OK : LoadCounter.HTTP_FAILED);
		if (taken) {
			statistics.requested(intended, this.run.now());
		}
		if (!taken) {
			this.run.errors().add((status < 0) ? "http failed" : "http " + status);
		}
		if (publisher == null) {
			return;
		}
		if (taken) {
			publisher.acked().see(seq);
			statistics.increment(LoadCounter.ACKED);
		}
		else if (status >= 400 && status < 500) {
			publisher.refuse(seq);
			statistics.increment(LoadCounter.REFUSED);
		}
	}

}
