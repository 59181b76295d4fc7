package dev.parley.storage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of a test run: a container if Docker is available, otherwise a
 * server started from binaries. Stops with the JVM.
 */
public final class PostgresServer {

	private static final class Holder {

		private static final PostgresServer RUNNING = start();

	}

	private final Address maintenance;

	private PostgresServer(Address maintenance) {
		this.maintenance = maintenance;
	}

	/** The address and credentials of a database. */
	public record Address(String url, String user, String password) {

	}

	/** Starts the server on first use. */
	public static PostgresServer running() {
		return Holder.RUNNING;
	}

	/** Creates an empty database. */
	public Address create(String name) {
		try (Connection connection = DriverManager.getConnection(this.maintenance.url(), this.maintenance.user(),
				this.maintenance.password()); Statement statement = connection.createStatement()) {
			statement.execute("create database " + name);
			String url = this.maintenance.url().replaceFirst("/[^/?]+(\\?.*)?$", "/" + name);
			return new Address(url, this.maintenance.user(), this.maintenance.password());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static PostgresServer start() {
		return DockerClientFactory.instance().isDockerAvailable() ? inContainer() : fromBinaries();
	}

	// Testcontainers stops the container when this JVM exits.
	@SuppressWarnings("resource")
	private static PostgresServer inContainer() {
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
		container.withCommand("postgres", "-c", "max_connections=300");
		container.start();
		return new PostgresServer(
				new Address(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
	}

	private static PostgresServer fromBinaries() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
			return new PostgresServer(
					new Address(server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", ""), "postgres", ""));
		}
		catch (IOException | RuntimeException ex) {
			throw new IllegalStateException("The tests on PostgreSQL cannot run: there is no Docker engine, and no"
					+ " PostgreSQL binaries for this machine start either. Start Docker.", ex);
		}
	}

}
