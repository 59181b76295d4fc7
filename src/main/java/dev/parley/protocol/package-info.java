/**
 * The wire: the messages of both directions, their JSON, the error codes and the close
 * codes. Imports no other package of Parley.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
