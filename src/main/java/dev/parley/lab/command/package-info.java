/**
 * The command line of the lab: options, live panel, exit codes. Nothing imports it but
 * the entry.
 */
@NullMarked
package dev.parley.lab.command;

import org.jspecify.annotations.NullMarked;
