package dev.parley.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.engagement.Features;
import dev.parley.journal.Event;
import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.EventData.AlertUpdate;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.MIA;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class EscalationTests {

	private static final String SECRET = "0123456789abcdef";

	private static final Duration AFTER = Duration.ofMinutes(15);

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private Features features;

	private HttpServer receiver;

	private volatile int status = 204;

	private EscalationWebhook webhook;

	@BeforeEach
	void start(Database database) throws IOException {
		this.features = new Features(database);
		this.receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.receiver.createContext("/hook", this::receive);
		this.receiver.start();
		this.webhook = webhook(address("/hook"));
	}

	@AfterEach
	void stop() {
		this.webhook.close();
		this.receiver.stop(0);
		this.features.close();
	}

	@Test
	void escalatesAnUnacknowledgedCriticalAlertOnce() {
		String id = raise("critical");
		this.features.clock().turn(AFTER.minusSeconds(1));
		check();
		assertThat(this.received).as("not due yet").isEmpty();
		this.features.clock().turn(Duration.ofSeconds(1));
		check();
		check();
		assertThat(this.received).hasSize(1);
		assertThat(update()).isEqualTo(new AlertUpdate(new Person("parley", "Parley", "ADMIN", null), id, "critical",
				"VPN down", "No answer", "raised", "escalated", null, 1));
		assertThat(lastEvent().urgent()).isTrue();
	}

	@Test
	void theRequestIsSignedAndNamesTheAlertAndTheEngagement() throws Exception {
		String id = raise("critical");
		this.features.clock().turn(AFTER);
		check();
		Received message = this.received.getFirst();
		JsonNode body = JsonMapper.builder().build().readTree(message.body());
		assertThat(body.get("event").asString()).isEqualTo("alert_escalated");
		assertThat(body.get("alert").get("id").asString()).isEqualTo(id);
		assertThat(body.get("alert").get("title").asString()).isEqualTo("VPN down");
		assertThat(body.get("engagement").get("id").asString()).isEqualTo(FIREWALL);
		assertThat(body.get("engagement").get("title").asString()).isEqualTo("Globex-firewall");
		assertThat(message.delivery()).isEqualTo(id);
		long seconds = this.features.clock().instant().getEpochSecond();
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		byte[] code = mac.doFinal((seconds + "." + message.body()).getBytes(StandardCharsets.UTF_8));
		assertThat(message.signature()).isEqualTo("t=" + seconds + ",v1=" + HexFormat.of().formatHex(code));
	}

	@Test
	void doesNotEscalateAcknowledgedOrLessSevereAlerts() {
		String id = raise("critical");
		raise("warning");
		this.features.bean(AlertService.class).acknowledge(MIA, new AcknowledgeAlert(null, FIREWALL, id, null)).join();
		this.features.clock().turn(AFTER);
		check();
		assertThat(this.received).isEmpty();
	}

	@Test
	void retriesWithGrowingPauses() {
		raise("critical");
		this.features.clock().turn(AFTER);
		this.status = 500;
		check();
		check();
		assertThat(this.received).as("during the pause").hasSize(1);
		this.features.clock().turn(Duration.ofMinutes(1));
		check();
		assertThat(this.received).hasSize(2);
		this.features.clock().turn(Duration.ofMinutes(1));
		check();
		assertThat(this.received).as("during the second, longer pause").hasSize(2);
		this.status = 200;
		this.features.clock().turn(Duration.ofMinutes(1));
		check();
		assertThat(this.received).hasSize(3);
		assertThat(update().change()).isEqualTo("escalated");
		this.features.clock().turn(Duration.ofHours(2));
		check();
		assertThat(this.received).hasSize(3);
	}

	@Test
	void givesUpAfterTheLastAttempt() {
		raise("critical");
		this.features.clock().turn(AFTER);
		this.status = 302;
		for (int attempt = 0; attempt < 8; attempt++) {
			check();
			this.features.clock().turn(Duration.ofHours(1));
		}
		assertThat(this.received).hasSize(3);
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(1);
	}

	@Test
	void anUnreachableReceiverCountsAsAFailedAttempt() {
		raise("critical");
		this.features.clock().turn(AFTER);
		this.receiver.stop(0);
		check();
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(1);
		assertThat(this.features.bean(EscalationRepository.class)
			.due(this.features.clock().instant(), this.features.clock().instant().plusSeconds(61), 3)).hasSize(1);
	}

	@Test
	void concurrentChecksEscalateOnce() {
		raise("critical");
		this.features.clock().turn(AFTER);
		List<CompletableFuture<Void>> checks = List.of(escalation().check(), escalation().check(), escalation().check(),
				escalation().check());
		checks.forEach(CompletableFuture::join);
		assertThat(this.received).hasSize(1);
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(2);
	}

	@Test
	void anotherNodeRepeatsAnAttemptThatWasLost() {
		raise("critical");
		this.features.clock().turn(AFTER);
		EscalationRepository repository = this.features.bean(EscalationRepository.class);
		DueEscalation due = repository.due(this.features.clock().instant(), this.features.clock().instant(), 3)
			.getFirst();
		assertThat(
				repository.claim(this.features.database().jdbc(), due, this.features.clock().instant().plusSeconds(60)))
			.isTrue();
		check();
		assertThat(this.received).as("while the other node may still be working").isEmpty();
		this.features.clock().turn(Duration.ofMinutes(1));
		check();
		assertThat(this.received).hasSize(1);
	}

	private void check() {
		escalation().check().join();
	}

	private Escalation escalation() {
		AlertProperties.EscalationSettings settings = new AlertProperties.EscalationSettings(address("/hook"), SECRET,
				AFTER, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(1), 3);
		return new Escalation(this.features.bean(EscalationRepository.class), this.webhook, this.features.journal(),
				this.features.bean(AlertEvents.class), settings, this.features.clock(), new SimpleMeterRegistry());
	}

	private static EscalationWebhook webhook(URI url) {
		return new EscalationWebhook(url, SECRET, Duration.ofSeconds(10), JsonMapper.builder().build());
	}

	private URI address(String path) {
		return URI.create("http://localhost:" + this.receiver.getAddress().getPort() + path);
	}

	private void receive(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.received.add(new Received(body,
				Objects.requireNonNull(exchange.getRequestHeaders().getFirst(EscalationWebhook.SIGNATURE)),
				Objects.requireNonNull(exchange.getRequestHeaders().getFirst(EscalationWebhook.DELIVERY))));
		exchange.sendResponseHeaders(this.status, -1);
		exchange.close();
	}

	private String raise(String severity) {
		return this.features.bean(AlertService.class)
			.raise(GIL, new RaiseAlert(null, FIREWALL, severity, "VPN down", "No answer", null))
			.join()
			.alert()
			.id();
	}

	private AlertUpdate update() {
		return new ProtocolCodec().decodeData(lastEvent().data(), AlertUpdate.class);
	}

	private Event lastEvent() {
		return this.features.journal().before(FIREWALL, Long.MAX_VALUE, 1).getFirst();
	}

	/** A request to the receiver. */
	private record Received(String body, String signature, String delivery) {
	}

}
