/** Where Parley starts; every other package is a feature or a service to features. */
@NullMarked
package dev.parley;

import org.jspecify.annotations.NullMarked;
