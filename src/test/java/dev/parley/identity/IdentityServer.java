package dev.parley.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.SecureRandom;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

import dev.parley.support.TurnableClock;

/**
 * A server with only identity and the error handling of the web, with a clock that tests
 * turn and its own database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = IdentityServer.Slice.class,
		properties = { "parley.identity.limits.account-burst=5", "parley.identity.limits.address-burst=12",
				"parley.identity.issuers[0].issuer=https://id.corp.example",
				"parley.identity.issuers[0].jwks-uri=https://id.corp.example/keys",
				"parley.identity.issuers[0].audience=parley" })
@AutoConfigureMockMvc
public @interface IdentityServer {

	/** Also the basis of test servers with more features. */
	@EnableAutoConfiguration
	@ComponentScan({ "dev.parley.identity", "dev.parley.storage", "dev.parley.cluster" })
	@ComponentScan(basePackages = "dev.parley.web", useDefaultFilters = false,
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

	}

}
