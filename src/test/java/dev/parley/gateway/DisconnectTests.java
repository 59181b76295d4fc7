package dev.parley.gateway;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.Rest;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Administrators close the connections of a user. */
@LiveServer
class DisconnectTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Test
	void anAdministratorClosesEveryConnectionOfAUserAndNoOther() {
		String user = this.cast.newcomer("CLIENT", "globex");
		String engagement = this.cast.engagement();
		try (TestClient phone = connect(user); TestClient laptop = connect(user); TestClient gil = connect("gil")) {
			assertThat(disconnect("root", user).statusCode()).isEqualTo(204);
			assertThat(phone.closeCode()).isEqualTo(4453);
			assertThat(laptop.closeCode()).isEqualTo(4453);
			gil.say(engagement, "still connected");
			gil.said("still connected");
		}
	}

	@Test
	void aDisconnectedUserStaysSignedIn() {
		String user = this.cast.newcomer("CLIENT", "globex");
		try (TestClient before = connect(user)) {
			disconnect("root", user);
			assertThat(before.closeCode()).isEqualTo(4453);
		}
		try (TestClient after = connect(user)) {
			after.acked(after.send("typing", Map.of("engagement", this.cast.engagement())));
		}
	}

	@Test
	void onlyAdministratorsCloseConnections() {
		String user = this.cast.newcomer("CLIENT", "globex");
		try (TestClient client = connect(user)) {
			for (String caller : new String[] { "mia", "gil", user }) {
				assertThat(disconnect(caller, user).statusCode()).isEqualTo(403);
			}
			client.acked(client.send("typing", Map.of("engagement", this.cast.engagement())));
		}
	}

	@Test
	void disconnectingAUserWhoIsNotConnectedChangesNothing() {
		assertThat(disconnect("root", this.cast.newcomer("CLIENT", "globex")).statusCode()).isEqualTo(204);
	}

	private HttpResponse<String> disconnect(String caller, String user) {
		return new Rest(this.port).exchange("DELETE", "/api/users/" + user + "/connections", this.cast.token(caller),
				null);
	}

	private TestClient connect(String user) {
		return TestClient.connect(this.port, this.cast.token(user));
	}

}
