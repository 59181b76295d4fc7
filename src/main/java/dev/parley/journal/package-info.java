/**
 * The record: events of engagements, appended in order, read by page, delivered to
 * connections and replayed to those that were away. May import realtime and the
 * foundation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity", "cluster", "measure", "realtime" })
package dev.parley.journal;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
