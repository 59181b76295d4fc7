package dev.parley.lab.stress;

import java.util.List;

/**
 * The load that a server carries.
 *
 * @param trials in the order they were run
 * @param knee the highest load that held, twice; 0 if none did
 * @param breaks the lowest that did not; 0 if everything held
 * @param limit what stopped the search, for people
 */
public record StressResult(List<Stress.Trial> trials, double knee, double breaks, String limit) {

}
