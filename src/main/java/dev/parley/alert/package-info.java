/**
 * Alerts: raising, acknowledging, resolving and escalating them. May import engagement,
 * the core and the foundation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity", "realtime", "journal", "engagement" })
package dev.parley.alert;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
