/** A blocking WebSocket client for tests and scripts. */
@NullMarked
package dev.parley.lab.client;

import org.jspecify.annotations.NullMarked;
