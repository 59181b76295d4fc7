/**
 * The edge of HTTP: problem documents, body limits, request ids, JSON, the OpenAPI
 * document and the page. May import protocol, storage and identity.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "protocol", "storage", "identity" })
package dev.parley.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
