/**
 * The adapter to the container: connectors, the pace of accepting, header deadlines, the
 * upgrade and the transport of a connection. May import protocol and realtime.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "realtime" })
package dev.parley.jetty;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
