/**
 * Event tests as data: expectations armed before a trigger, and what came of them.
 * Imports engine, preset and measure.
 */
@NullMarked
package dev.parley.lab.events;

import org.jspecify.annotations.NullMarked;
