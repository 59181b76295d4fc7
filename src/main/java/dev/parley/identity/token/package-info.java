/**
 * Tokens and signing keys, our own and those of external issuers, and the token and keys
 * commands. May import identity, protocol and storage.
 */
@NullMarked
@NamedInterface("token")
package dev.parley.identity.token;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
