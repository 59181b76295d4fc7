package dev.parley.lab.preset;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.LoadTest;
import dev.parley.lab.load.LoadTestBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** The presets for STOMP against Spring's own broker. */
@Tag("slow")
class StompTests {

	@Test
	void aChatOnSpringsSimpleBrokerIsAccountedForCopyByCopy() {
		try (StompServer server = new StompServer()) {
			LoadResult result = load(server).preset("stomp-simple").run();

			assertThat(result.errors()).isEmpty();
			assertThat(result.traffic().sent()).isPositive();
			assertThat(result.traffic().copies()).isEqualTo(result.traffic().sent() * 5);
			assertThat(result.integrity().isWhole()).as(result.integrity().toString()).isTrue();
		}
	}

	@Test
	void reportsABrokerThatSendsNoReceipts() {
		try (StompServer server = new StompServer()) {
			LoadResult result = load(server).preset("stomp")
				.engine(EngineOptions.defaults().withConnectTimeout(Duration.ofSeconds(1)))
				.run();

			assertThat(result.errors()).containsEntry("never let in: waits for 'lab-joined'", 5L);
			assertThat(result.connections().failed()).isEqualTo(5);
			assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.FAILED);
		}
	}

	private static LoadTestBuilder load(StompServer server) {
		return LoadTest.on(server.url())
			.values(Map.of("destination", List.of("/topic/chat"), "send", List.of("/app/chat")))
			.clients(5)
			.rate(40)
			.duration(Duration.ofSeconds(2));
	}

}
