/**
 * Sockets by the thousand: Netty event loops, one lean WebSocket client per connection,
 * stamps and schedules. Imports measure only.
 */
@NullMarked
package dev.parley.lab.engine;

import org.jspecify.annotations.NullMarked;
