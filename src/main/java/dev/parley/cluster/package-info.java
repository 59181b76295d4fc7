/** Messages between nodes, as bytes. Imports no other package of Parley. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.parley.cluster;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
