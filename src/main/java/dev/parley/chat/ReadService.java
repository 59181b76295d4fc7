package dev.parley.chat;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import dev.parley.engagement.EngagementAccess;
import dev.parley.engagement.EngagementReference;
import dev.parley.engagement.RequestId;
import dev.parley.identity.Caller;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Frame;
import dev.parley.realtime.Broadcaster;

/** Remembers how far each person has read and shows it to the others. */
public class ReadService {

	private final EngagementAccess access;

	private final Journal journal;

	private final ReadMarkerRepository markers;

	private final Broadcaster broadcaster;

	private final ProtocolCodec codec;

	private final Clock clock;

	ReadService(EngagementAccess access, Journal journal, ReadMarkerRepository markers, Broadcaster broadcaster,
			ProtocolCodec codec, Clock clock) {
		this.access = access;
		this.journal = journal;
		this.markers = markers;
		this.broadcaster = broadcaster;
		this.codec = codec;
		this.clock = clock;
	}

	/**
	 * Moves the caller's marker forward; a step back changes nothing. The future
	 * completes after the commit.
	 * @throws RejectedException when the request breaks a rule or the engagement is out
	 * of scope; in the future when the number lies beyond the newest event
	 */
	public CompletableFuture<Void> markRead(Caller caller, MarkRead mark) {
		RequestId.check("id", mark.id());
		if (mark.seq() < 0) {
			throw beyond();
		}
		EngagementReference engagement = this.access.require(caller, mark.engagement());
		return this.journal.write((transaction) -> advance(transaction, caller, mark)).thenAccept((outcome) -> {
			switch (outcome) {
				case ADVANCED -> tell(engagement, mark.seq());
				case BEYOND -> throw beyond();
				case UNCHANGED -> {
				}
			}
		});
	}

	/**
	 * Answers instead of throwing, so that a wrong number costs nobody else's batch a
	 * repetition.
	 */
	private Outcome advance(JournalTransaction transaction, Caller caller, MarkRead mark) {
		if (mark.seq() > this.markers.head(transaction.jdbc(), mark.engagement())) {
			return Outcome.BEYOND;
		}
		boolean advanced = this.markers.advance(transaction.jdbc(), caller.id(), mark.engagement(), mark.seq(),
				transaction.now());
		return advanced ? Outcome.ADVANCED : Outcome.UNCHANGED;
	}

	private void tell(EngagementReference engagement, long seq) {
		ServerMessage.User user = new ServerMessage.User(engagement.person().id(), engagement.person().name());
		ServerMessage.Read read = new ServerMessage.Read(engagement.id(), new ServerMessage.ReadData(user, seq));
		String key = "read/" + engagement.id() + "/" + user.id();
		this.broadcaster.broadcast(engagement.audience(),
				Frame.state(key, this.codec.encode(read, this.clock.instant())));
	}

	private static RejectedException beyond() {
		return RejectedException.invalid("seq", "The seq must be between 0 and that of the engagement's newest event.");
	}

	private enum Outcome {

		ADVANCED, UNCHANGED, BEYOND

	}

}
