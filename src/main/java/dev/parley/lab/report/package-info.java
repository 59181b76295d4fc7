/**
 * What a run leaves behind: the console summary, the run file and everything made from
 * it. Imports load and measure.
 */
@NullMarked
package dev.parley.lab.report;

import org.jspecify.annotations.NullMarked;
