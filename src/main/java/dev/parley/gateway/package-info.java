/**
 * The edge: handshake, socket handler, routing of frames, and the one place where an
 * exception becomes an error frame, a close code or a problem document. May import
 * everything but monitor and lab.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity", "cluster", "measure", "realtime",
		"journal", "engagement", "chat", "alert" })
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
