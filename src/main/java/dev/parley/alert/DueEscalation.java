package dev.parley.alert;

import dev.parley.engagement.EngagementTitle;

/**
 * A critical alert that was not acknowledged in time.
 *
 * @param attempts the number of attempts so far, failed or in progress
 */
record DueEscalation(Alert alert, EngagementTitle engagement, int attempts) {

}
