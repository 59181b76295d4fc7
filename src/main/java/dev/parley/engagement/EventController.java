package dev.parley.engagement;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.journal.Event;
import dev.parley.journal.Journal;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;

/**
 * Serves the history in pages. Each item is the event's frame as sent over the socket.
 */
@RestController
class EventController {

	private final EngagementAccess access;

	private final Journal journal;

	private final ProtocolCodec codec;

	EventController(EngagementAccess access, Journal journal, ProtocolCodec codec) {
		this.access = access;
		this.journal = journal;
		this.codec = codec;
	}

	@GetMapping("/api/engagements/{id}/events")
	Events events(@AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestParam @Nullable Long after,
			@RequestParam @Nullable Long before, @RequestParam @Nullable Integer limit) {
		if (after != null && before != null) {
			throw new RejectedException(ErrorCode.BAD_REQUEST, "Give either after or before, not both.");
		}
		PageRequest page = PageRequest.of(limit, null);
		this.access.require(caller, id);
		List<Event> events = (after != null)
				? this.journal.after(id, FieldRules.seqOrNone("after", after), page.limit()) : this.journal.before(id,
						(before != null) ? FieldRules.seq("before", before) : Long.MAX_VALUE, page.limit());
		// Read the head last, so that it is never less than the seq of the newest item.
		return new Events(events.stream().map(this::frame).toList(), this.journal.head(id));
	}

	private RawValue frame(Event event) {
		byte[] json = this.codec.encodeEvent(event.type(), event.at(), event.engagement(), event.seq(),
				event.requestId(), event.data());
		return new RawValue(new String(json, StandardCharsets.UTF_8));
	}

	/** Events in ascending order, and the number of the newest event. */
	record Events(List<RawValue> items, long head) {
	}

}
