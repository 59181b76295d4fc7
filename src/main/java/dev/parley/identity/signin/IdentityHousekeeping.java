package dev.parley.identity.signin;

import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes expired tickets and sign-ins and stores the last uses of API keys. */
@Component
@EnableScheduling
class IdentityHousekeeping {

	private final Sessions sessions;

	private final Tickets tickets;

	private final ApiKeys apiKeys;

	IdentityHousekeeping(Sessions sessions, Tickets tickets, ApiKeys apiKeys) {
		this.sessions = sessions;
		this.tickets = tickets;
		this.apiKeys = apiKeys;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void everyMinute() {
		this.apiKeys.recordUses();
		this.tickets.purge();
	}

	@Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void everyHour() {
		this.sessions.purge();
	}

}
