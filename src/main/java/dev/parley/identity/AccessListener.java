package dev.parley.identity;

/**
 * Told on every node, within a second, when a user's grants, state or sign-ins changed.
 * Called on any thread; must not block.
 */
public interface AccessListener {

	void accessChanged(String userId);

}
