/**
 * Event tests from YAML files: which clients receive which frames after a trigger.
 * Imports engine, preset and measure.
 */
@NullMarked
package dev.parley.lab.events;

import org.jspecify.annotations.NullMarked;
