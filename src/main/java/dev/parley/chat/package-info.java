/**
 * Messages, edits, replies, typing, read markers, search. May import engagement, the core
 * and the foundation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity", "realtime", "journal", "engagement" })
package dev.parley.chat;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
