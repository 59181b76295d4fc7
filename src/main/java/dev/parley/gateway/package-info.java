/**
 * The edge of sockets: handshake, socket handler, routing of frames, and the one place
 * where an exception becomes an error frame or a close code. May import the features, the
 * core, the foundation, jetty and web.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "identity", "cluster", "realtime", "journal", "engagement",
		"chat", "alert", "jetty", "web" })
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
