/**
 * Checks the delivery contract from outside: publishes through faults, records what was
 * acknowledged and received, and judges it. Imports engine, preset, proxy and measure.
 */
@NullMarked
package dev.parley.lab.check;

import org.jspecify.annotations.NullMarked;
