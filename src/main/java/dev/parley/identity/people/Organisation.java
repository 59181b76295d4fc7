package dev.parley.identity.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An MSP or a client.
 *
 * @param msp the MSP that a client belongs to, which never changes; null for an MSP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Organisation(String id, OrganisationKind kind, String name, @Nullable String msp, long version) {

}
