package dev.parley.engagement;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.SecureRandom;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.parley.identity.TurnableClock;
import dev.parley.journal.Journal;
import dev.parley.protocol.ProtocolCodec;

/**
 * The features as REST shows them: with security, the gateway's errors, a database of
 * their own and no sockets. Tests talk to it through {@link Api}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = FeatureServer.Slice.class)
@AutoConfigureMockMvc
public @interface FeatureServer {

	@EnableAutoConfiguration
	@ComponentScan({ "dev.parley.identity", "dev.parley.storage", "dev.parley.cluster", "dev.parley.journal",
			"dev.parley.engagement", "dev.parley.chat", "dev.parley.alert" })
	@ComponentScan(basePackages = "dev.parley.gateway", useDefaultFilters = false,
			includeFilters = @Filter(type = FilterType.REGEX,
					pattern = ".*\\.(ProblemAdvice|RequestIdFilter|JsonConfig)"))
	class Slice {

		@Bean
		TurnableClock clock() {
			return new TurnableClock();
		}

		@Bean
		SecureRandom random() {
			return new SecureRandom();
		}

		@Bean
		ProtocolCodec protocolCodec() {
			return new ProtocolCodec();
		}

		@Bean
		RecordedFrames recordedFrames() {
			return new RecordedFrames();
		}

		@Bean
		Api api(MockMvcTester mvc, JdbcClient jdbc, Journal journal) {
			return new Api(mvc, jdbc, journal);
		}

	}

}
