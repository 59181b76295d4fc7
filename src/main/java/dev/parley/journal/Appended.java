package dev.parley.journal;

/**
 * Where an entry stands in the record.
 *
 * @param duplicate whether it stood there before, by the same author under the same id
 */
public record Appended(String engagement, long seq, boolean duplicate) {

}
