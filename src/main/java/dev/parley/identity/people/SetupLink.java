package dev.parley.identity.people;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Prints the setup link of an empty installation on start. It goes to the terminal, not
 * to the log, which may be collected and stored elsewhere.
 */
@Component
class SetupLink {

	private final SetupService setup;

	private final Environment environment;

	SetupLink(SetupService setup, Environment environment) {
		this.setup = setup;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void print() {
		if (this.setup.isNeeded()) {
			String port = this.environment.getProperty("local.server.port", "8080");
			System.out
				.printf("%nThere are no users yet. Open this link to create the first administrator. It works once.%n%n"
						+ "  http://localhost:%s/setup#%s%n%n", port, this.setup.secret());
		}
	}

}
