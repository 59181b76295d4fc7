/**
 * The load test: many clients publish and listen, and every copy of every message is
 * accounted for. Imports engine, preset and measure.
 */
@NullMarked
package dev.parley.lab.load;

import org.jspecify.annotations.NullMarked;
