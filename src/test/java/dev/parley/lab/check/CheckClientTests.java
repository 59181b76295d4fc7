package dev.parley.lab.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CheckClientTests {

	private static final String ENGAGEMENT = "globex";

	private static final String WELCOME = "{\"type\":\"welcome\",\"data\":{\"user\":{\"id\":\"mia\"},"
			+ "\"grants\":[{\"organisation\":\"northwind\"}]}}";

	private static final String SYNCED = "{\"type\":\"synced\",\"engagement\":\"globex\",\"data\":{}}";

	private final History history = new History("run");

	@Test
	void reconnectsWhenAConnectionIsNeverWelcomed() {
		withClient(FaultyServer.echo(), (client, server) -> {
			client.start(Duration.ZERO);

			await().untilAsserted(() -> assertThat(server.handshakes()).isGreaterThan(1));
		});
	}

	@Test
	void isQuietOnceItIsWelcomedAndSynced() {
		withClient(FaultyServer.echo().greeting(WELCOME, SYNCED), (client, server) -> {
			client.start(Duration.ZERO);

			await().untilAsserted(() -> assertThat(ask(client, CheckClient::isQuiet)).isTrue());
			assertThat(client.user()).isEqualTo("mia");
			assertThat(ask(client, CheckClient::presence).organisations()).containsExactly("northwind");
		});
	}

	@Test
	void recordsEventsOfItsEngagementAndAGap() {
		withClient(FaultyServer.echo()
			.greeting(WELCOME, SYNCED, event("chat_message", "globex", 11), event("chat_message", "other", 5),
					event("alert", "globex", 12), event("chat_message", "globex", 14)),
				(client, server) -> {
					client.start(Duration.ZERO);

					await().untilAsserted(() -> assertThat(this.history.holes()).isNotEmpty());
					assertThat(this.history.events()).startsWith(new ReceivedEvent(0, 1, 0, 11, "id-11"),
							new ReceivedEvent(0, 1, 1, 12, ""), new ReceivedEvent(0, 1, 2, 14, "id-14"));
					assertThat(this.history.holes()).first()
						.isEqualTo("client 0 received on its connection 1 seq 14 after 12, without being told to sync");
					assertThat(ask(client, CheckClient::held)).isEqualTo(12);
				});
	}

	@Test
	void syncsAgainAfterALagAndWhenASyncHasMore() {
		withClient(
				FaultyServer.echo()
					.greeting(WELCOME, SYNCED, "{\"type\":\"lag\",\"data\":{\"engagements\":{\"globex\":20}}}",
							"{\"type\":\"synced\",\"engagement\":\"globex\",\"data\":{\"more\":true}}"),
				(client, server) -> {
					client.start(Duration.ZERO);

					await().untilAsserted(() -> assertThat(server.masks())
						.as("a sync after the welcome, the lag and " + "the first part, each a frame")
						.hasSizeGreaterThanOrEqualTo(3));
					assertThat(ask(client, CheckClient::isQuiet)).isFalse();
				});
	}

	@Test
	void recordsPresenceAndTotals() {
		withClient(FaultyServer.echo()
			.greeting(WELCOME, SYNCED,
					"{\"type\":\"presence\",\"data\":{\"organisation\":\"globex\",\"online\":[{\"id\":\"gil\"},{\"id\":\"mia\"}]}}",
					"{\"type\":\"interaction_update\",\"data\":{\"kind\":\"other\",\"total\":99}}",
					"{\"type\":\"interaction_update\",\"data\":{\"kind\":\"run\",\"total\":4}}"),
				(client, server) -> {
					client.start(Duration.ZERO);

					await().untilAsserted(() -> assertThat(this.history.totals()).containsExactly(Map.entry(0, 4L)));
					assertThat(ask(client, CheckClient::presence).online()).containsOnlyKeys("globex")
						.satisfies(
								(online) -> assertThat(online.get("globex")).containsExactlyInAnyOrder("gil", "mia"));
				});
	}

	@Test
	void reconnectsAfterALossAndCountsTheConnection() {
		withClient(FaultyServer.echo().greeting(WELCOME, SYNCED, event("chat_message", "globex", 11)),
				(client, server) -> {
					client.start(Duration.ZERO);
					await().untilAsserted(() -> assertThat(this.history.events()).isNotEmpty());

					server.dropAll();

					await().untilAsserted(() -> assertThat(this.history.connections()).isEqualTo(2));
					assertThat(this.history.events()).last()
						.satisfies((event) -> assertThat(event.connection()).isEqualTo(2));
				});
	}

	@Test
	void publishesOnlyWhileItIsToldTo() {
		withClient(FaultyServer.echo().greeting(WELCOME, SYNCED), (client, server) -> {
			client.start(Duration.ofMillis(5));
			await().untilAsserted(() -> assertThat(ask(client, CheckClient::isQuiet)).isTrue());

			client.publishing(true);
			await().untilAsserted(() -> assertThat(ask(client, CheckClient::isQuiet)).isFalse());
			client.publishing(false);
			ask(client, (one) -> {
				one.stop();
				return true;
			});

			assertThat(this.history.attempts()).isNotEmpty()
				.allMatch((attempt) -> attempt.outcome() == PublishAttempt.Outcome.UNKNOWN);
		});
	}

	/** What a test does with a client and its server. */
	private interface Body {

		void run(CheckClient client, FaultyServer server);

	}

	private void withClient(FaultyServer faulty, Body body) {
		try (FaultyServer server = faulty.start(); Engine engine = Engine.small()) {
			Dial dial = new Dial(Endpoint.of(server.url()), Map.of(), List.of());
			CheckClient client = new CheckClient(0, () -> dial,
					new CheckContext(engine, ENGAGEMENT, 10, this.history, 1));
			try {
				body.run(client, server);
			}
			finally {
				ask(client, (one) -> {
					one.stop();
					return true;
				});
			}
		}
	}

	private static <T> T ask(CheckClient client, Function<CheckClient, T> question) {
		return CheckClients.ask(client, question);
	}

	private static String event(String type, String engagement, long seq) {
		return "{\"type\":\"" + type + "\",\"engagement\":\"" + engagement + "\",\"seq\":" + seq + ",\"id\":\"id-" + seq
				+ "\"}";
	}

}
