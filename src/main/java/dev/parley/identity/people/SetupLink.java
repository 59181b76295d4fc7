package dev.parley.identity.people;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Prints the setup link of an empty installation once it is ready: to the terminal, not
 * to the log, which others may collect and keep.
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
			System.out.printf("%nNobody can sign in yet. Make the first administrator here; the link works once:%n%n"
					+ "  http://localhost:%s/setup#%s%n%n", port, this.setup.secret());
		}
	}

}
