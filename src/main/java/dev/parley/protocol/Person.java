package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The author of an action and the organisation they acted for.
 *
 * @param role {@code MSP}, {@code CLIENT} or {@code ADMIN}
 * @param organisation the organisation of that role; null for an administrator
 */
public record Person(String id, String name, String role, @JsonInclude @Nullable String organisation) {

}
