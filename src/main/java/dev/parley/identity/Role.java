package dev.parley.identity;

/** What a grant lets its holder be. */
public enum Role {

	/** Runs the installation: sees organisations and figures, not conversations. */
	ADMIN,
	/** Works for a managed service provider: sees the engagements of all its clients. */
	MSP,
	/** Works for a client: sees the client's engagements. */
	CLIENT

}
