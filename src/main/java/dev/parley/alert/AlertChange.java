package dev.parley.alert;

import dev.parley.journal.Appended;

/**
 * The answer to whoever raised, acknowledged or resolved an alert.
 *
 * @param alert as it is now
 * @param appended the event of this change
 * @param created whether the alert is new, instead of one more occurrence of an open one
 */
public record AlertChange(Alert alert, Appended appended, boolean created) {

}
