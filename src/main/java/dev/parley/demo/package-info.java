/**
 * Demo data: people and conversations for an empty database, in the demo profile only.
 * May import identity with its sign-in and people, journal, protocol and storage.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity", "identity :: signin",
		"identity :: people", "journal" })
package dev.parley.demo;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
