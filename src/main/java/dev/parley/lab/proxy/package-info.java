/**
 * A proxy that injects network faults between a client and a server. Imports the engine.
 */
@NullMarked
package dev.parley.lab.proxy;

import org.jspecify.annotations.NullMarked;
