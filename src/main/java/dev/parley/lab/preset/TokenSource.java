package dev.parley.lab.preset;

import java.io.IOException;

/** Where one user's access tokens come from. May block. */
@FunctionalInterface
public interface TokenSource {

	String next() throws IOException;

}
