package dev.parley.identity.token;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.jsonwebtoken.security.Jwks;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.protocol.RejectedException;

/** Publishes the public parts of our signing keys, if they have any. */
@RestController
class JwksController {

	private static final Duration MAX_AGE = Duration.ofMinutes(5);

	private final TokenKeys keys;

	JwksController(TokenKeys keys) {
		this.keys = keys;
	}

	@GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> keys() {
		List<String> published = this.keys.keys()
			.stream()
			.map(SigningKey::published)
			.filter(Objects::nonNull)
			.map((key) -> Jwks.json(key))
			.toList();
		if (published.isEmpty()) {
			throw RejectedException.notFound("page");
		}
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
			.body("{\"keys\":[" + String.join(",", published) + "]}");
	}

}
