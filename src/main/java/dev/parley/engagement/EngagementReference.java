package dev.parley.engagement;

import dev.parley.protocol.Person;
import dev.parley.realtime.Audience;

/**
 * An engagement in the caller's scope.
 *
 * @param person the caller in the role that gives access
 */
public record EngagementReference(String id, Audience audience, Person person) {

	/** Whether the caller acts for the MSP. */
	public boolean onMspSide() {
		return this.audience.msp().equals(this.person.organisation());
	}

}
