package dev.parley.lab.check;

/**
 * A fault that was injected.
 *
 * @param seconds since the check began
 * @param lasting duration in seconds; 0 for a fault without a duration
 * @param what kind of fault, such as {@code half-open}
 * @param round in which it was injected, from 1
 */
public record InjectedFault(double seconds, double lasting, String what, int round) {

}
