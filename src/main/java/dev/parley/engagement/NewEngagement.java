package dev.parley.engagement;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an engagement.
 *
 * @param id a UUID, or a name that starts with the client's id and a hyphen; null to have
 * one generated
 */
public record NewEngagement(@NotNull String client, @NotNull String title, @Nullable String id) {

}
