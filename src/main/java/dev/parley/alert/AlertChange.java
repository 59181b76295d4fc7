package dev.parley.alert;

import dev.parley.journal.Appended;

/**
 * The result of raising, acknowledging or resolving an alert.
 *
 * @param alert the alert after the change
 * @param appended the event of this change
 * @param created whether a new alert was raised, rather than another occurrence of an
 * open one counted
 */
public record AlertChange(Alert alert, Appended appended, boolean created) {

}
