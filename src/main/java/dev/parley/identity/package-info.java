/**
 * Callers and their grants, authentication, and notification of access changes. Every
 * other package may import this one. May import protocol, storage and cluster, but none
 * of its own sub-packages.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "cluster" })
package dev.parley.identity;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
