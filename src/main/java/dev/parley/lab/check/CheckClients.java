package dev.parley.lab.check;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All clients of a check. Each question is answered on the loop that owns the client. */
final class CheckClients {

	private final List<CheckClient> clients;

	CheckClients(List<CheckClient> clients) {
		this.clients = List.copyOf(clients);
	}

	List<CheckClient> all() {
		return this.clients;
	}

	Set<Integer> numbers() {
		return this.clients.stream().map(CheckClient::number).collect(Collectors.toSet());
	}

	void publishing(boolean enabled) {
		this.clients.forEach((client) -> client.publishing(enabled));
	}

	/** Waits until all clients are connected, in sync and have nothing unanswered. */
	boolean awaitQuiet(Duration timeout) {
		return CheckControl.await(timeout,
				() -> this.clients.stream().allMatch((one) -> ask(one, CheckClient::isQuiet)));
	}

	/** Waits until all clients have every event up to {@code head}. */
	boolean awaitHeld(long head, Duration timeout) {
		return CheckControl.await(timeout,
				() -> this.clients.stream().allMatch((one) -> ask(one, CheckClient::held) >= head));
	}

	void resync() {
		this.clients.forEach((client) -> ask(client, (one) -> {
			one.resync();
			return true;
		}));
	}

	long repeats() {
		return this.clients.stream().mapToLong((client) -> ask(client, CheckClient::repeats)).sum();
	}

	void stop() {
		this.clients.forEach(CheckClients::stop);
	}

	static void stop(CheckClient client) {
		ask(client, (one) -> {
			one.stop();
			return true;
		});
	}

	static <T> T ask(CheckClient client, Function<CheckClient, T> question) {
		try {
			return client.loop().submit(() -> question.apply(client)).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

}
