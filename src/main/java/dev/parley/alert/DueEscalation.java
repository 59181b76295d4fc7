package dev.parley.alert;

/**
 * A critical alert that nobody acknowledged in time.
 *
 * @param engagementTitle for those who read the message
 * @param attempts how often telling of it failed or was begun
 */
record DueEscalation(Alert alert, String engagementTitle, int attempts) {

}
