package dev.parley.engagement;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What an engagement is created from.
 *
 * @param id its id, or null for a new one: a UUID, or words that start with the client's
 * id and a hyphen
 */
public record NewEngagement(@NotNull String client, @NotNull String title, @Nullable String id) {

}
