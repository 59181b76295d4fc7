package dev.parley.chat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import dev.parley.engagement.EngagementAccess;
import dev.parley.engagement.EngagementReference;
import dev.parley.identity.Caller;
import dev.parley.journal.Appended;
import dev.parley.journal.Entry;
import dev.parley.journal.Event;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.EditMessage;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.EventData;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.EventData.ChatMessageDeleted;
import dev.parley.protocol.EventData.ChatMessageEdited;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;

/**
 * Sends, edits and deletes messages. A request that is not allowed fails with a
 * {@link RejectedException}, thrown or in the future; a future completes after the
 * commit.
 */
@Service
public class ChatService {

	private final EngagementAccess access;

	private final Journal journal;

	private final ProtocolCodec codec;

	private final StoredMessages messages;

	ChatService(EngagementAccess access, Journal journal, ProtocolCodec codec, StoredMessages messages) {
		this.access = access;
		this.journal = journal;
		this.codec = codec;
		this.messages = messages;
	}

	/** Sends a message to an engagement that is not closed. */
	public CompletableFuture<Appended> send(Caller caller, SendMessage message) {
		EngagementReference engagement = this.access.require(caller, message.engagement());
		if (message.replyTo() != null) {
			requireMessage(engagement, message.replyTo());
		}
		ChatMessage data = new ChatMessage(engagement.person(), message.text(), message.replyTo(), null, null);
		return this.journal.append(entry(engagement, message.id(), null, data));
	}

	/**
	 * Changes the text of the caller's own message: appends an edit and rewrites the
	 * stored original. Rejected in a closed engagement.
	 */
	public CompletableFuture<Appended> edit(Caller caller, EditMessage edit) {
		EngagementReference engagement = this.access.require(caller, edit.engagement());
		ChatMessageEdited data = new ChatMessageEdited(engagement.person(), edit.seq(), edit.text());
		Entry entry = entry(engagement, edit.id(), edit.seq(), data);
		return this.journal.write(engagement.id(), (transaction) -> edit(transaction, entry, edit));
	}

	/**
	 * Deletes a message: the caller's own, or any message if the caller manages the MSP.
	 * Deleting it again changes nothing and gets the same answer. Also works in a closed
	 * engagement, so that sensitive text can always be removed.
	 */
	public CompletableFuture<Appended> delete(Caller caller, DeleteMessage deletion) {
		EngagementReference engagement = this.access.require(caller, deletion.engagement());
		boolean mayAny = caller.manages(engagement.audience().msp());
		ChatMessageDeleted data = new ChatMessageDeleted(engagement.person(), deletion.seq());
		Entry entry = entry(engagement, deletion.id(), deletion.seq(), data);
		return this.journal.write(engagement.id(), (transaction) -> delete(transaction, entry, deletion.seq(), mayAny));
	}

	private Entry entry(EngagementReference engagement, @Nullable String id, @Nullable Long amends, EventData data) {
		return Entry.of(engagement.id(), id, data, this.codec).amending(amends);
	}

	/** Needs no transaction, because a message never stops being a message. */
	private void requireMessage(EngagementReference engagement, long seq) {
		Optional<Event> event = this.journal.after(engagement.id(), seq - 1, 1).stream().findFirst();
		if (event.filter((found) -> found.seq() == seq && ChatMessage.TYPE.equals(found.type())).isEmpty()) {
			throw RejectedException.invalid("replyTo", "replyTo must be the seq of a message in this engagement");
		}
	}

	private Appended edit(JournalTransaction transaction, Entry entry, EditMessage edit) {
		Appended appended = transaction.append(entry);
		if (appended.duplicate()) {
			return appended;
		}
		this.access.requireOpen(transaction, edit.engagement());
		StoredMessage original = this.messages.require(transaction, edit.engagement(), edit.seq());
		if (!original.actor().equals(entry.actor())) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only the author of a message may edit it.");
		}
		if (original.isDeleted()) {
			throw new RejectedException(ErrorCode.CONFLICT, "A deleted message cannot be edited. Send a new one.");
		}
		this.messages.rewrite(transaction, original.edited(edit.text(), transaction.now()));
		return appended;
	}

	private Appended delete(JournalTransaction transaction, Entry entry, long seq, boolean mayAny) {
		StoredMessage original = this.messages.require(transaction, entry.engagement(), seq);
		if (!mayAny && !original.actor().equals(entry.actor())) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only the author of a message or a manager of the MSP may delete it.");
		}
		if (original.isDeleted()) {
			return this.messages.deletionOf(transaction, original);
		}
		Appended appended = transaction.append(entry);
		if (!appended.duplicate()) {
			this.messages.rewrite(transaction, original.deleted(transaction.now()));
			this.messages.blankEdits(transaction, original);
		}
		return appended;
	}

}
