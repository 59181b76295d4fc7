package dev.parley.lab.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CheckClientTests {

	@Test
	void aConnectionThatIsUpgradedButNeverWelcomedIsGivenUpAndMadeAgain() {
		try (FaultyServer mute = FaultyServer.echo().start(); Engine engine = Engine.small()) {
			Dial dial = new Dial(Endpoint.of(mute.url()), Map.of(), List.of());
			CheckClient client = new CheckClient(0, () -> dial,
					new CheckContext(engine, "engagement", 0, new History("run"), 1));
			client.start(Duration.ZERO);
			await().untilAsserted(() -> assertThat(mute.handshakes()).isGreaterThan(1));
			client.loop().submit(client::stop).syncUninterruptibly();
		}
	}

}
