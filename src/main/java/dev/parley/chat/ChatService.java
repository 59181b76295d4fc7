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
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.EventData.ChatMessageDeleted;
import dev.parley.protocol.EventData.ChatMessageEdited;
import dev.parley.protocol.EventData;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;

/**
 * The rules of the conversation. A request that breaks one is refused by a
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

	/** Says something in an engagement that is not closed. */
	public CompletableFuture<Appended> send(Caller caller, SendMessage message) {
		FieldRules.optionalId("id", message.id());
		FieldRules.text("text", message.text(), FieldRules.MAX_TEXT);
		EngagementReference engagement = this.access.require(caller, message.engagement());
		if (message.replyTo() != null) {
			requireMessage(engagement, message.replyTo());
		}
		ChatMessage data = new ChatMessage(engagement.person(), message.text(), message.replyTo(), null, null);
		return this.journal.append(entry(engagement, message.id(), null, data));
	}

	/**
	 * Changes the text of the caller's own message, here and in the stored original; not
	 * in an engagement that is closed.
	 */
	public CompletableFuture<Appended> edit(Caller caller, EditMessage edit) {
		FieldRules.optionalId("id", edit.id());
		FieldRules.text("text", edit.text(), FieldRules.MAX_TEXT);
		EngagementReference engagement = this.access.require(caller, edit.engagement());
		ChatMessageEdited data = new ChatMessageEdited(engagement.person(), edit.seq(), edit.text());
		Entry entry = entry(engagement, edit.id(), edit.seq(), data);
		return this.journal.write(engagement.id(), (transaction) -> edit(transaction, entry, edit));
	}

	/**
	 * Removes a message: the caller's own, or any of the engagement for a manager of the
	 * MSP. Removing it again changes nothing and is answered like the first time. What
	 * must not stay can be removed from a closed engagement, too.
	 */
	public CompletableFuture<Appended> delete(Caller caller, DeleteMessage deletion) {
		FieldRules.optionalId("id", deletion.id());
		EngagementReference engagement = this.access.require(caller, deletion.engagement());
		boolean mayAny = caller.manages(engagement.audience().msp());
		ChatMessageDeleted data = new ChatMessageDeleted(engagement.person(), deletion.seq());
		Entry entry = entry(engagement, deletion.id(), deletion.seq(), data);
		return this.journal.write(engagement.id(), (transaction) -> delete(transaction, entry, deletion.seq(), mayAny));
	}

	private Entry entry(EngagementReference engagement, @Nullable String id, @Nullable Long amends, EventData data) {
		return new Entry(engagement.id(), data.type(), engagement.person().id(), id, amends,
				this.codec.encodeData(data), false);
	}

	/** Needs no transaction: what a message replies to stays a message for ever. */
	private void requireMessage(EngagementReference engagement, long seq) {
		Optional<Event> event = (seq < 1) ? Optional.empty()
				: this.journal.after(engagement.id(), seq - 1, 1).stream().findFirst();
		if (event.filter((found) -> found.seq() == seq && ChatMessage.TYPE.equals(found.type())).isEmpty()) {
			throw RejectedException.invalid("replyTo", "The replyTo must be the seq of a message of this engagement.");
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
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only its author may edit a message.");
		}
		if (original.isDeleted()) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"The message was deleted and cannot be edited; send a new one.");
		}
		this.messages.rewrite(transaction, original.edited(edit.text(), transaction.now()));
		return appended;
	}

	private Appended delete(JournalTransaction transaction, Entry entry, long seq, boolean mayAny) {
		StoredMessage original = this.messages.require(transaction, entry.engagement(), seq);
		if (!mayAny && !original.actor().equals(entry.actor())) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only its author or a manager of the MSP may delete a message.");
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
