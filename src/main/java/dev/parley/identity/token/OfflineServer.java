package dev.parley.identity.token;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import dev.parley.identity.EmailAddresses;
import dev.parley.identity.IdentityProperties;
import dev.parley.storage.DatabaseFile;
import dev.parley.storage.StartException;
import dev.parley.storage.StorageProperties;

/**
 * An installation as seen by its commands: the settings that the server would start with,
 * its keys, and read access to its database, whether or not the server is running.
 */
final class OfflineServer {

	private final StorageProperties storage;

	private final DatabaseFile database;

	private final @Nullable String url;

	private final @Nullable String username;

	private final @Nullable String password;

	private final IdentityProperties identity;

	private OfflineServer(Binder settings) {
		this.storage = settings.bindOrCreate("parley", StorageProperties.class);
		this.database = DatabaseFile.of(this.storage);
		this.url = settings.bind("spring.datasource.url", String.class).orElse(null);
		this.username = settings.bind("spring.datasource.username", String.class).orElse(null);
		this.password = settings.bind("spring.datasource.password", String.class).orElse(null);
		this.identity = settings.bindOrCreate("parley.identity", IdentityProperties.class);
	}

	/** Reads the same settings as the server. The given ones take precedence. */
	static OfflineServer here(Map<String, Object> given) {
		StandardEnvironment environment = new StandardEnvironment();
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		environment.getPropertySources().addFirst(new MapPropertySource("given", given));
		return new OfflineServer(Binder.get(environment));
	}

	/**
	 * Issues tokens that the server accepts.
	 * @throws StartException if there are no keys yet
	 */
	TokenService tokens(Clock clock) {
		TokenKeys keys = TokenConfig.keys(this.identity, this.storage.folder(), clock);
		return new TokenService(keys, this.identity.issuer(), this.identity.audience(), clock);
	}

	/**
	 * The key file of the server.
	 * @throws StartException if the keys come from the settings
	 */
	KeyFile keyFile() {
		if (!this.identity.keys().isEmpty()) {
			throw new StartException(
					"The signing keys are configured in parley.identity.keys. To rotate them, insert a new key at the top of that list.");
		}
		return TokenConfig.keyFile(this.identity, this.storage.folder());
	}

	String keyAlgorithm() {
		return this.identity.keyAlgorithm();
	}

	/**
	 * The id of a user who is not disabled.
	 * @throws StartException if there is no such user with this id or email address
	 */
	String user(String idOrEmail) {
		String key = idOrEmail.contains("@") ? EmailAddresses.canonical(idOrEmail) : idOrEmail;
		try (Connection connection = connect();
				PreparedStatement query = connection
					.prepareStatement("select id, disabled from app_user where id = ? or email = ?")) {
			query.setString(1, key);
			query.setString(2, key);
			try (ResultSet found = query.executeQuery()) {
				if (!found.next()) {
					throw new StartException("There is no user " + key + " in " + place() + ".");
				}
				if (found.getInt("disabled") != 0) {
					throw new StartException("User " + key + " is disabled and cannot use a token.");
				}
				return found.getString("id");
			}
		}
		catch (SQLException ex) {
			throw new StartException("The database " + place() + " cannot be read (" + ex.getMessage()
					+ "). Set parley.data or spring.datasource.url as for the server.", ex);
		}
	}

	private Connection connect() throws SQLException {
		if (this.url != null && !this.url.isBlank()) {
			return DriverManager.getConnection(this.url, this.username, this.password);
		}
		if (!this.database.exists()) {
			throw new StartException("There is no database in " + this.storage.folder()
					+ ". Start the server once, or set parley.data to its data folder.");
		}
		return this.database.connect();
	}

	/** Without the parameters of the URL, which may contain a password. */
	private String place() {
		return (this.url != null) ? this.url.replaceFirst("\\?.*", "") : this.database.path().toString();
	}

}
