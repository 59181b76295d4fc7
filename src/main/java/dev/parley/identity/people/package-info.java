/**
 * Organisations, users, grants, invitations, API keys, and the setup of an empty
 * installation. May import identity, identity.signin, protocol and storage.
 */
@NullMarked
@NamedInterface("people")
package dev.parley.identity.people;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
