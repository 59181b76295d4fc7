/**
 * Sign-in: passwords, sessions, tickets, API keys as credentials, and the security filter
 * chain. May import identity, identity.token, protocol and storage.
 */
@NullMarked
@NamedInterface("signin")
package dev.parley.identity.signin;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
