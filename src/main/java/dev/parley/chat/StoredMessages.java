package dev.parley.chat;

import java.util.List;

import org.springframework.stereotype.Repository;

import dev.parley.journal.Appended;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.EventData.ChatMessageDeleted;
import dev.parley.protocol.EventData.ChatMessageEdited;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;

/** Reads and rewrites stored messages, inside the transaction of the edit or deletion. */
@Repository
class StoredMessages {

	private final ProtocolCodec codec;

	StoredMessages(ProtocolCodec codec) {
		this.codec = codec;
	}

	/**
	 * The message with this number.
	 * @throws RejectedException with NOT_FOUND if there is no such message
	 */
	StoredMessage require(JournalTransaction transaction, String engagement, long seq) {
		return transaction.jdbc()
			.sql("select actor_id, data from event where engagement_id = ? and seq = ? and type = ?")
			.params(engagement, seq, ChatMessage.TYPE)
			.query((row, index) -> new StoredMessage(engagement, seq, row.getString("actor_id"),
					this.codec.decodeData(row.getString("data"), ChatMessage.class)))
			.optional()
			.orElseThrow(() -> RejectedException.notFound("message"));
	}

	void rewrite(JournalTransaction transaction, StoredMessage message) {
		transaction.rewrite(message.engagement(), message.seq(), this.codec.encodeData(message.data()));
	}

	/** Removes the text from all edits of the message. */
	void blankEdits(JournalTransaction transaction, StoredMessage message) {
		for (Edit edit : edits(transaction, message)) {
			ChatMessageEdited blank = new ChatMessageEdited(edit.data().author(), message.seq(), null);
			transaction.rewrite(message.engagement(), edit.seq(), this.codec.encodeData(blank));
		}
	}

	/** The event that deleted the message. */
	Appended deletionOf(JournalTransaction transaction, StoredMessage message) {
		long seq = transaction.jdbc()
			.sql("select min(seq) from event where engagement_id = ? and amends = ? and type = ?")
			.params(message.engagement(), message.seq(), ChatMessageDeleted.TYPE)
			.query(Long.class)
			.single();
		return new Appended(message.engagement(), seq, true);
	}

	private List<Edit> edits(JournalTransaction transaction, StoredMessage message) {
		return transaction.jdbc()
			.sql("select seq, data from event where engagement_id = ? and amends = ? and type = ?")
			.params(message.engagement(), message.seq(), ChatMessageEdited.TYPE)
			.query((row, index) -> new Edit(row.getLong("seq"),
					this.codec.decodeData(row.getString("data"), ChatMessageEdited.class)))
			.list();
	}

	private record Edit(long seq, ChatMessageEdited data) {
	}

}
