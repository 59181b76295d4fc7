/** A WebSocket client for tests and scripts that speaks in calls instead of events. */
@NullMarked
package dev.parley.lab.client;

import org.jspecify.annotations.NullMarked;
