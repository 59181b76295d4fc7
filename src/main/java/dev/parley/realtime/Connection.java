package dev.parley.realtime;

import dev.parley.identity.Authenticated;
import dev.parley.protocol.CloseCode;

/**
 * One open WebSocket of one user, as the features see it. All methods may be called from
 * any thread and return at once.
 */
public interface Connection {

	String id();

	/** Who is connected, with the grants they hold now. */
	Authenticated authenticated();

	/**
	 * Whether it has neither ended nor been told to; what comes in after that is not for
	 * us.
	 */
	boolean isOpen();

	/** Queues a frame for this connection alone, after everything queued before. */
	void send(Frame frame);

	/** Writes what waits, then closes; it counts as gone from now on. */
	void close(CloseCode code);

	/**
	 * Withholds the live events of an engagement from now on. {@code held} runs once that
	 * is in force and the connection has room for a page; it must not block, and has to
	 * be followed by one {@link #replay} or {@link #abandon}, since the connection takes
	 * one page at a time. Events that wait already are dropped: the page holds them.
	 */
	void hold(String engagement, Runnable held);

	/**
	 * Queues a page of a held engagement, followed by its {@code synced}. With
	 * {@code more} the engagement stays held. Without, live delivery goes on after
	 * {@code upTo}; but if live events after {@code upTo} were withheld meanwhile, the
	 * events are queued, {@code synced} is not, the hold stays, and the outcome is
	 * {@link ReplayOutcome#missed}.
	 */
	void replay(ReplayPage page, ReplayOutcome outcome);

	/**
	 * Ends a hold whose page could not be read: the engagement stays withheld until the
	 * client asks again.
	 */
	void abandon(String engagement);

}
