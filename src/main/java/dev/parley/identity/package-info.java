/**
 * Callers: their grants, how a credential becomes one, and the news that their access has
 * changed. Every other package may import this one. May import protocol, storage and
 * cluster, but none of its own sub-packages.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "cluster" })
package dev.parley.identity;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
