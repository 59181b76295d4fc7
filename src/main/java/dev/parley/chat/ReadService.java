package dev.parley.chat;

import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Service;

import dev.parley.engagement.EngagementAccess;
import dev.parley.engagement.EngagementReference;
import dev.parley.identity.Caller;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.RejectedException;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.FrameFactory;

/** Stores how far each user has read, and shows it to the other users in scope. */
@Service
public class ReadService {

	private final EngagementAccess access;

	private final Journal journal;

	private final ReadMarkerRepository markers;

	private final Broadcaster broadcaster;

	private final FrameFactory frames;

	ReadService(EngagementAccess access, Journal journal, ReadMarkerRepository markers, Broadcaster broadcaster,
			FrameFactory frames) {
		this.access = access;
		this.journal = journal;
		this.markers = markers;
		this.broadcaster = broadcaster;
		this.frames = frames;
	}

	/**
	 * Moves the caller's read marker forward; moving it back has no effect. The future
	 * completes after the commit.
	 * @throws RejectedException if the engagement is out of scope; in the future if the
	 * number is greater than that of the newest event
	 */
	public CompletableFuture<Void> markRead(Caller caller, MarkRead mark) {
		EngagementReference engagement = this.access.require(caller, mark.engagement());
		return this.journal.write((transaction) -> advance(transaction, caller, mark)).thenAccept((advanced) -> {
			if (advanced) {
				broadcast(engagement, mark.seq());
			}
		});
	}

	private boolean advance(JournalTransaction transaction, Caller caller, MarkRead mark) {
		if (mark.seq() > this.markers.head(transaction.jdbc(), mark.engagement())) {
			throw RejectedException.invalid("seq",
					"seq must not be greater than that of the newest event in the engagement");
		}
		return this.markers.advance(transaction.jdbc(), caller.id(), mark.engagement(), mark.seq(), transaction.now());
	}

	private void broadcast(EngagementReference engagement, long seq) {
		ServerMessage.User user = ServerMessage.User.of(engagement.person());
		ServerMessage.Read read = new ServerMessage.Read(engagement.id(), new ServerMessage.ReadData(user, seq));
		String key = "read/" + engagement.id() + "/" + user.id();
		this.broadcaster.broadcast(engagement.audience(), this.frames.state(key, read));
	}

}
