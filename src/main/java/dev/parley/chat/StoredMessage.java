package dev.parley.chat;

import java.time.Instant;

import dev.parley.protocol.EventData.ChatMessage;

/** A message as stored in the journal. */
record StoredMessage(String engagement, long seq, String actor, ChatMessage data) {

	boolean isDeleted() {
		return this.data.deletedAt() != null;
	}

	StoredMessage edited(String text, Instant at) {
		return with(new ChatMessage(this.data.author(), text, this.data.replyTo(), at, null));
	}

	/** Without the text and the time of the last edit. */
	StoredMessage deleted(Instant at) {
		return with(new ChatMessage(this.data.author(), null, this.data.replyTo(), null, at));
	}

	private StoredMessage with(ChatMessage changed) {
		return new StoredMessage(this.engagement, this.seq, this.actor, changed);
	}

}
