package dev.parley.engagement;

/**
 * The answer to a recorded interaction.
 *
 * @param total of its kind in the engagement, this one included
 * @param duplicate whether it had been recorded before, under the same id
 */
public record Recorded(String engagement, String kind, long total, boolean duplicate) {

}
