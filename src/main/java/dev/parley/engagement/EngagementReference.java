package dev.parley.engagement;

import dev.parley.protocol.Person;
import dev.parley.realtime.Audience;

/**
 * An engagement that the caller may see.
 *
 * @param person who the caller is in it
 */
public record EngagementReference(String id, Audience audience, Person person) {

	/** Whether the caller acts for the MSP here. */
	public boolean onMspSide() {
		return this.audience.msp().equals(this.person.organisation());
	}

}
