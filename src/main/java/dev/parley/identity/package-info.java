/**
 * Who is calling and what they may see: organisations, users, grants, sign-in, tokens,
 * invitations, API keys. May import protocol, storage and cluster.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "cluster" })
package dev.parley.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
