package dev.parley.alert;

import java.time.Clock;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.engagement.PeriodicTask;
import dev.parley.journal.Journal;

/** Sets up escalation if a webhook is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfig {

	private static final String URL = "parley.alert.escalation.url";

	@Bean(destroyMethod = "close")
	@ConditionalOnProperty(URL)
	EscalationWebhook escalationWebhook(AlertProperties properties, JsonMapper mapper) {
		AlertProperties.EscalationSettings settings = properties.escalation();
		return new EscalationWebhook(Objects.requireNonNull(settings.url()), Objects.requireNonNull(settings.secret()),
				settings.timeout(), mapper);
	}

	@Bean
	@ConditionalOnProperty(URL)
	PeriodicTask escalationSchedule(EscalationRepository escalations, EscalationWebhook webhook, Journal journal,
			AlertEvents events, AlertProperties properties, Clock clock, MeterRegistry meters) {
		AlertProperties.EscalationSettings settings = properties.escalation();
		Escalation escalation = new Escalation(escalations, webhook, journal, events, settings, clock, meters);
		return new PeriodicTask("escalation", settings.checkInterval(), () -> escalation.check().join());
	}

}
