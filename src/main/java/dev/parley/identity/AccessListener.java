package dev.parley.identity;

/**
 * Called on every node, within a second, when a user's grants, state or sign-ins have
 * changed. Called on any thread; must not block.
 */
public interface AccessListener {

	void accessChanged(String userId);

}
