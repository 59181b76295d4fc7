package dev.parley.identity;

/** The role that a grant gives. */
public enum Role {

	/** Runs the installation: sees organisations and statistics, not conversations. */
	ADMIN,
	/** Works for a managed service provider: sees the engagements of all its clients. */
	MSP,
	/** Works for a client: sees the client's engagements. */
	CLIENT

}
