/**
 * The laboratory: tools that act as clients of any WebSocket server and prove whether it
 * holds. Starts without Spring; imports the protocol and measure only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "measure" })
package dev.parley.lab;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
