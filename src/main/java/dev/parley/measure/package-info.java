/**
 * Numbers shared by the monitor and the lab: histograms, thresholds, trends. Imports no
 * other package of Parley.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.parley.measure;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
