package dev.parley.engagement;

/**
 * The result of recording an interaction.
 *
 * @param total the total of its kind in the engagement, including this one
 * @param duplicate whether it was recorded before, under the same id
 */
public record Recorded(String engagement, String kind, long total, boolean duplicate) {

}
