/**
 * The command line of the lab: options, live panel, exit codes. Imported only by the
 * entry point.
 */
@NullMarked
package dev.parley.lab.command;

import org.jspecify.annotations.NullMarked;
