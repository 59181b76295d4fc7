package dev.parley.alert;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class AlertPropertiesTests {

	private static final String SECRET = "parley.alert.escalation.secret=0123456789abcdef";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Settings.class);

	@Test
	void doesNotEscalateByDefault() {
		this.runner.run((context) -> assertThat(context.getBean(AlertProperties.class).escalation().url()).isNull());
	}

	@Test
	void aUrlRequiresASecret() {
		this.runner.withPropertyValues("parley.alert.escalation.url=https://on.call/hook")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("at least 16 characters"));
		this.runner.withPropertyValues("parley.alert.escalation.url=https://on.call/hook", SECRET)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "url,ftp://on.call/hook,must start with http", "url,/hook,must start with http",
			"url,http:///hook,name a host", "timeout,2m,shorter than pause", "timeout,0s,must be positive",
			"attempts,0,attempts" })
	void invalidSettingsPreventTheStart(String name, String value, String sentence) {
		this.runner.withPropertyValues(SECRET, "parley.alert.escalation." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
	}

	@Test
	void pausesDoubleUpToAnHour() {
		this.runner.run((context) -> {
			AlertProperties.EscalationSettings settings = context.getBean(AlertProperties.class).escalation();
			assertThat(settings.pauseAfter(1)).isEqualTo(Duration.ofMinutes(1));
			assertThat(settings.pauseAfter(4)).isEqualTo(Duration.ofMinutes(8));
			assertThat(settings.pauseAfter(7)).isEqualTo(Duration.ofHours(1));
			assertThat(settings.pauseAfter(100)).isEqualTo(Duration.ofHours(1));
		});
	}

	@Test
	void doesNotPrintTheSecret() {
		this.runner.withPropertyValues("parley.alert.escalation.url=https://on.call/hook", SECRET)
			.run((context) -> assertThat(context.getBean(AlertProperties.class).toString())
				.doesNotContain("0123456789abcdef"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(AlertProperties.class)
	static class Settings {

	}

}
