package dev.parley.lab.preset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.lab.load.LoadListener;
import dev.parley.lab.load.LoadPlan;
import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.LoadSample;
import dev.parley.lab.load.LoadTest;
import dev.parley.lab.load.LoadTestBuilder;
import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A load that lasts longer than the tokens with which it began. */
@Tag("clock")
@LiveServer
class TokenRenewalTests {

	private static final Duration LIFE = Duration.ofSeconds(6);

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@TempDir
	private Path folder;

	private String engagement;

	@BeforeEach
	void openEngagement() throws IOException {
		this.engagement = this.cast.engagement();
		mint();
	}

	@Test
	void connectionsAndRestOutliveTheirTokens() {
		LoadResult result = load(
				Map.of("token-command", List.of("cat '" + token() + "'"), "engagement", List.of(this.engagement)))
			.http(0.2, null)
			.listener(new LoadListener() {
				@Override
				public void sampled(LoadSample sample, LoadPlan plan) {
					mint();
				}
			})
			.run();

		assertThat(result.connections().lost()).as(result.errors().toString()).isZero();
		assertThat(result.traffic().httpFailed()).isZero();
		assertThat(result.traffic().refused()).isZero();
		assertThat(result.errors()).isEmpty();
		assertThat(result.integrity().isWhole()).isTrue();
	}

	@Test
	void withoutRenewalTheServerEndsThem() throws IOException {
		LoadResult result = load(
				Map.of("token", List.of(Files.readString(token())), "engagement", List.of(this.engagement)))
			.run();

		assertThat(result.errors()).containsKey("closed 4401");
	}

	private LoadTestBuilder load(Map<String, List<String>> values) {
		return LoadTest.on("ws://127.0.0.1:" + this.port + "/ws/engagement")
			.preset("parley")
			.values(values)
			.clients(3)
			.rate(10)
			.duration(LIFE.multipliedBy(2));
	}

	/** As {@code parley token} does, but quicker. */
	private void mint() {
		try {
			Path next = Files.writeString(this.folder.resolve("next"), this.cast.token("mia", LIFE));
			Files.move(next, token(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path token() {
		return this.folder.resolve("token");
	}

}
