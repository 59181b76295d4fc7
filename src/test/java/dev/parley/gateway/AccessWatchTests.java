package dev.parley.gateway;

import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Promise 6 for connections that are open when access changes. */
@LiveServer
class AccessWatchTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Test
	void aWithdrawnGrantStopsDeliveryAndLeavesOtherGrants() {
		String lost = this.cast.engagement();
		String kept = this.cast.engagement("contoso", "hooli");
		String user = this.cast.newcomer("CLIENT", "globex");
		this.cast.grant(user, "CLIENT", "hooli");
		try (TestClient both = connect(user); TestClient mia = connect("mia"); TestClient lena = connect("lena")) {
			mia.say(lost, "before");
			both.said("before");
			this.cast.withdraw(user, "globex");
			Awaitility.await().atMost(TestClient.PATIENCE).until(() -> !isHeard(lost, mia, both));
			lena.say(kept, "still");
			both.said("still");
			assertThat(both.refused(both.send("send_message", Map.of("engagement", lost, "text", "x")))
				.get("code")
				.asString()).isEqualTo("not_found");
		}
	}

	@Test
	void aNewGrantAppliesToAnOpenConnection() {
		String engagement = this.cast.engagement("contoso", "hooli");
		String user = this.cast.newcomer("CLIENT", "globex");
		try (TestClient client = connect(user); TestClient lena = connect("lena")) {
			this.cast.grant(user, "CLIENT", "hooli");
			Awaitility.await().atMost(TestClient.PATIENCE).until(() -> isHeard(engagement, lena, client));
		}
	}

	@Test
	void withdrawingTheLastGrantClosesTheConnection() {
		String user = this.cast.newcomer("CLIENT", "globex");
		try (TestClient client = connect(user)) {
			this.cast.withdraw(user, "globex");
			assertThat(client.closeCode()).isEqualTo(4451);
		}
	}

	@Test
	void aDisabledUserIsDisconnected() {
		String user = this.cast.newcomer("CLIENT", "globex");
		try (TestClient client = connect(user)) {
			this.cast.disable(user);
			assertThat(client.closeCode()).isEqualTo(4401);
		}
	}

	/**
	 * Whether the listener had received the speaker's message by the time its own next
	 * request was answered.
	 */
	private static boolean isHeard(String engagement, TestClient speaker, TestClient listener) {
		String text = UUID.randomUUID().toString();
		speaker.say(engagement, text);
		speaker.said(text);
		listener.acked(listener.send("sync", Map.of("after", Map.of())));
		return listener.received("chat_message")
			.stream()
			.anyMatch((frame) -> text.equals(frame.at("/data/text").asString("")));
	}

	private TestClient connect(String user) {
		return TestClient.connect(this.port, this.cast.token(user));
	}

}
