package dev.parley.alert;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.json.JsonMapper;

import dev.parley.engagement.EngagementTitle;

/** Posts an alert as a signed HTTP request. Never blocks and follows no redirects. */
final class EscalationWebhook implements AutoCloseable {

	/**
	 * {@code t=<Unix time in seconds>,v1=<hex>}, where v1 is the HMAC-SHA256 of the
	 * seconds, a full stop and the body.
	 */
	static final String SIGNATURE = "X-Parley-Signature";

	/** Identifies the escalation; the same for all its attempts. */
	static final String DELIVERY = "X-Parley-Delivery";

	private static final String ALGORITHM = "HmacSHA256";

	private final URI url;

	private final SecretKeySpec key;

	private final Duration timeout;

	private final JsonMapper mapper;

	private final HttpClient client;

	EscalationWebhook(URI url, String secret, Duration timeout, JsonMapper mapper) {
		this.url = url;
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.timeout = timeout;
		this.mapper = mapper;
		this.client = HttpClient.newBuilder()
			.connectTimeout(timeout)
			.followRedirects(HttpClient.Redirect.NEVER)
			.build();
	}

	/**
	 * Sends the request. The future fails unless the receiver responds with a status from
	 * 200 to 299.
	 */
	CompletableFuture<Void> send(DueEscalation due, Instant now) {
		Alert alert = due.alert();
		String body = this.mapper.writeValueAsString(new Payload("alert_escalated", alert, due.engagement()));
		HttpRequest request = HttpRequest.newBuilder(this.url)
			.timeout(this.timeout)
			.header("Content-Type", "application/json")
			.header("User-Agent", "Parley")
			.header(DELIVERY, alert.id())
			.header(SIGNATURE, signature(body, now))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept((response) -> {
			if (response.statusCode() / 100 != 2) {
				throw new IllegalStateException("the receiver responded with status " + response.statusCode());
			}
		});
	}

	private String signature(String body, Instant now) {
		String signed = now.getEpochSecond() + "." + body;
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
			return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(code);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime supports " + ALGORITHM, ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

	/** The body of the request. */
	private record Payload(String event, Alert alert, EngagementTitle engagement) {
	}

}
