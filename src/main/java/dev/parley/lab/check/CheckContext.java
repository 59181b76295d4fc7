package dev.parley.lab.check;

import dev.parley.lab.engine.Engine;

/**
 * What the clients of one check share.
 *
 * @param head the last event before the check, which needs no replay
 * @param history where the clients record what happens
 * @param seed of the clients' random choices
 */
record CheckContext(Engine engine, String engagement, long head, History history, long seed) {

}
