/**
 * The delivery contract, checked from outside: publish through faults, write down what
 * was answered and what was seen, and judge it. Imports engine, preset, proxy and
 * measure.
 */
@NullMarked
package dev.parley.lab.check;

import org.jspecify.annotations.NullMarked;
