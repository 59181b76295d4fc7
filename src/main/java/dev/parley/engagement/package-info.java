/**
 * Engagements and their interaction counters. May import the core and the foundation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity", "realtime", "journal" })
package dev.parley.engagement;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
