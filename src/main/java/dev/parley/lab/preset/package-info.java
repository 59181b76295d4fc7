/**
 * How kinds of servers are spoken to: what a client says to join, to publish, and what it
 * hears. Imports the engine and measure.
 */
@NullMarked
package dev.parley.lab.preset;

import org.jspecify.annotations.NullMarked;
