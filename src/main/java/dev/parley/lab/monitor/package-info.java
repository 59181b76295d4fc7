/**
 * Monitors a running server from outside: samples, thresholds, trends, exports. Imports
 * measure.
 */
@NullMarked
package dev.parley.lab.monitor;

import org.jspecify.annotations.NullMarked;
