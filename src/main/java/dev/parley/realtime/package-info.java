/**
 * Open connections: who is connected with which scopes, what waits to be written to them,
 * limits, heartbeat, presence, drain. May import the foundation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "identity", "cluster", "measure" })
package dev.parley.realtime;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
