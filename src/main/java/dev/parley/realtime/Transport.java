package dev.parley.realtime;

import java.nio.ByteBuffer;

import dev.parley.protocol.CloseCode;

/**
 * The way to the socket of one connection. Only the connection's shard calls it, and
 * starts no write before the one before is complete. No method blocks or throws: a
 * failure is reported to the {@link Completion}, or the socket ends.
 */
public interface Transport {

	/**
	 * Starts to write whole text frames, finished as RFC 6455 asks of a server. The
	 * buffer is the transport's until the write is complete.
	 */
	void write(ByteBuffer frames, Completion completion);

	/** Sends a ping after what was written. */
	void ping();

	/** Sends a close frame after what was written. */
	void close(CloseCode code);

	/**
	 * Drops the socket at once, since a regular close would wait behind a write that does
	 * not move.
	 */
	void abort();

	/** Called once per write, on any thread, possibly before the write returns. */
	interface Completion {

		void written();

		/**
		 * The socket is unusable. The buffer may still be read, so it is not reused.
		 */
		void failed(Throwable cause);

	}

}
