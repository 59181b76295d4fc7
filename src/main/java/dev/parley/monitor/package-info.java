/**
 * Statistics of the installation. May import the core and the foundation.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "protocol", "storage", "identity", "cluster", "measure", "realtime", "journal" })
package dev.parley.monitor;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
