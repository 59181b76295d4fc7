package dev.parley.realtime;

/** How far the life of a connection has come, as its shard sees it. */
enum ConnectionStage {

	/** Frames are accepted and written. */
	OPEN,
	/** What waits is written; nothing more is accepted. */
	ENDING,
	/** The close frame is out and the client has to answer. */
	CLOSING,
	/** The socket is gone. */
	GONE

}
