package dev.parley.realtime;

import java.util.List;
import java.util.function.LongConsumer;

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

	/** Queues a frame for this connection alone, after everything queued before. */
	void send(Frame frame);

	/** Writes what waits, then closes. */
	void close(CloseCode code);

	/**
	 * Withholds the live events of an engagement from now on. {@code held} runs once that
	 * is in force and the connection has room for a page; it must not block.
	 */
	void hold(String engagement, Runnable held);

	/**
	 * Queues a page of events of a held engagement, followed by {@code synced}. With
	 * {@code more} the engagement stays held. Without, live delivery goes on from
	 * {@code upTo}; but if live events after {@code upTo} were withheld meanwhile, the
	 * events are queued, {@code synced} is not, the hold stays, and {@code missed} is
	 * given {@code upTo} to read on from.
	 */
	void replay(String engagement, List<Frame> events, long upTo, boolean more, Frame synced, LongConsumer missed);

	/**
	 * Ends a hold whose page could not be read: the engagement stays withheld until the
	 * client asks again.
	 */
	void abandon(String engagement);

}
