package dev.parley.storage;

import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Provides the migrated database to the other packages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ StorageProperties.class, DataSourceProperties.class })
class StorageConfig {

	@Bean
	DataFolder dataFolder(StorageProperties properties) {
		return new DataFolder(properties.data());
	}

	@Bean
	Storage storage(StorageProperties properties, DataFolder folder, DataSourceProperties address,
			Environment environment) {
		String url = address.getUrl();
		return (url == null || url.isBlank()) ? SqliteStorage.open(folder, properties.storage())
				: PostgresqlStorage.open(pool(url, address, environment));
	}

	@Bean
	Vendor vendor(Storage storage) {
		return storage.vendor();
	}

	@Bean
	Flyway flyway(Storage storage) {
		return storage.migrations();
	}

	@Bean(destroyMethod = "")
	@Primary
	DataSource dataSource(Storage storage) {
		return storage.writes();
	}

	@Bean(destroyMethod = "", defaultCandidate = false)
	@Qualifier("reads")
	DataSource readDataSource(Storage storage) {
		return storage.reads();
	}

	@Bean
	JdbcTransactionManager transactionManager(Storage storage) {
		return storage.transactionManager();
	}

	@Bean
	JdbcTemplate jdbcTemplate(Storage storage) {
		return storage.writeTemplate();
	}

	@Bean
	@Primary
	JdbcClient jdbcClient(JdbcTemplate template) {
		return JdbcClient.create(template);
	}

	/** For reads outside a transaction. */
	@Bean
	@Qualifier("reads")
	JdbcClient readJdbcClient(Storage storage) {
		return storage.readClient();
	}

	private static HikariConfig pool(String url, DataSourceProperties address, Environment environment) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		set(address.getUsername(), config::setUsername);
		set(address.getPassword(), config::setPassword);
		Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(config));
		return config;
	}

	private static void set(@Nullable String value, Consumer<String> setter) {
		if (value != null) {
			setter.accept(value);
		}
	}

}
