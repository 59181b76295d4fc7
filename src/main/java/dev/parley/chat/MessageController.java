package dev.parley.chat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.journal.Appended;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.EditMessage;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ClientMessage.SendMessage;

@RestController
@RequestMapping("/api/engagements/{engagement}")
class MessageController {

	private final ChatService chat;

	private final ReadService read;

	MessageController(ChatService chat, ReadService read) {
		this.chat = chat;
		this.read = read;
	}

	@PostMapping("/messages")
	Appended send(@AuthenticationPrincipal Caller caller, @PathVariable String engagement,
			@Valid @RequestBody NewMessage message) {
		return this.chat.send(caller, new SendMessage(message.id(), engagement, message.text(), message.replyTo()))
			.join();
	}

	@PatchMapping("/messages/{seq}")
	Appended edit(@AuthenticationPrincipal Caller caller, @PathVariable String engagement, @PathVariable long seq,
			@Valid @RequestBody NewText edit) {
		return this.chat.edit(caller, new EditMessage(edit.id(), engagement, seq, edit.text())).join();
	}

	@DeleteMapping("/messages/{seq}")
	Appended delete(@AuthenticationPrincipal Caller caller, @PathVariable String engagement, @PathVariable long seq) {
		return this.chat.delete(caller, new DeleteMessage(null, engagement, seq)).join();
	}

	@PutMapping("/read")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void markRead(@AuthenticationPrincipal Caller caller, @PathVariable String engagement,
			@Valid @RequestBody ReadTo read) {
		this.read.markRead(caller, new MarkRead(null, engagement, read.seq())).join();
	}

	/** A new message; a request repeated with the same id is stored once. */
	record NewMessage(@Nullable String id, @NotNull String text, @Nullable Long replyTo) {
	}

	/** The new text of a message. */
	record NewText(@Nullable String id, @NotNull String text) {
	}

	/** The newest event that the caller has read. */
	record ReadTo(@NotNull Long seq) {
	}

}
