/**
 * Tools that test and measure any WebSocket server as its clients. Starts without Spring;
 * imports only protocol and measure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "measure" })
package dev.parley.lab;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
