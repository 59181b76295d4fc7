/**
 * The wire protocol: the messages of both directions, their JSON, error codes and close
 * codes. Imports no other package of Parley.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
