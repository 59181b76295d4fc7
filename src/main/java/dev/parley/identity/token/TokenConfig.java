package dev.parley.identity.token;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.identity.IdentityProperties;
import dev.parley.identity.IdentityProperties.ConfiguredKey;
import dev.parley.identity.IdentityProperties.Issuer;
import dev.parley.storage.DataFolder;
import dev.parley.storage.StartException;

/** The signing keys and the services that issue and check tokens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
class TokenConfig {

	@Bean
	TokenKeys tokenKeys(IdentityProperties properties, DataFolder folder, SecureRandom random, Clock clock) {
		Path data = (properties.keyFile() == null && properties.keys().isEmpty()) ? folder.path() : Path.of("");
		if (properties.keys().isEmpty() && !keyFile(properties, data).exists()) {
			keyFile(properties, data).create(properties.keyAlgorithm(), random);
		}
		return keys(properties, data, clock);
	}

	@Bean
	TokenService tokenService(TokenKeys keys, IdentityProperties properties, Clock clock) {
		return new TokenService(keys, properties.issuer(), properties.audience(), clock);
	}

	@Bean
	ExternalTokens externalTokens(IdentityProperties properties, ExternalUserLookup users, Clock clock) {
		for (Issuer issuer : properties.issuers()) {
			if (issuer.issuer().equals(properties.issuer())) {
				throw new StartException("parley.identity.issuers names " + issuer.issuer()
						+ ", which is the issuer of our own tokens. Change parley.identity.issuer.");
			}
		}
		return new ExternalTokens(properties.issuers(), new IssuerKeys(clock), users, clock);
	}

	/** The configured keys, or else those of the key file, which must exist. */
	static TokenKeys keys(IdentityProperties properties, Path data, Clock clock) {
		return properties.keys().isEmpty() ? TokenKeys.of(keyFile(properties, data), clock)
				: TokenKeys.of(configured(properties.keys()), clock);
	}

	static KeyFile keyFile(IdentityProperties properties, Path data) {
		Path path = properties.keyFile();
		return new KeyFile((path != null) ? path : data.resolve(KeyFile.NAME));
	}

	private static List<SigningKey> configured(List<ConfiguredKey> keys) {
		List<SigningKey> read = new ArrayList<>();
		for (ConfiguredKey key : keys) {
			if (read.stream().anyMatch((other) -> other.id().equals(key.id()))) {
				throw new StartException("parley.identity.keys contains two keys with the id " + key.id() + ".");
			}
			read.add(JwkFormat.secret(key.id(), decode(key)));
		}
		return read;
	}

	private static byte[] decode(ConfiguredKey key) {
		try {
			return Base64.getDecoder().decode(key.secret().replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			throw new StartException("The secret of key " + key.id()
					+ " in parley.identity.keys is not Base64. Create one with `openssl rand -base64 32`.");
		}
	}

}
