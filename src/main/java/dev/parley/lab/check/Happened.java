package dev.parley.lab.check;

/**
 * A fault that was made.
 *
 * @param seconds since the check began
 * @param lasting how many seconds; 0 for one that is over at once
 * @param what it was, such as {@code half-open}
 * @param round in which it happened, from 1
 */
public record Happened(double seconds, double lasting, String what, int round) {

}
