package dev.parley.engagement;

/** An engagement by id and title. */
public record EngagementTitle(String id, String title) {

}
