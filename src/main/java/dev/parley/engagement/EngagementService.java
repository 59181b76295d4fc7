package dev.parley.engagement;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.journal.Entry;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.EventData.EngagementUpdate;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.Audience;
import dev.parley.storage.NewIds;

/** Creates and changes engagements. Only members of the MSP may do so. */
@Service
public class EngagementService {

	private static final int MAX_TITLE = 200;

	private final EngagementAccess access;

	private final Journal journal;

	private final EngagementRepository engagements;

	private final ProtocolCodec codec;

	private final NewIds ids;

	EngagementService(EngagementAccess access, Journal journal, EngagementRepository engagements, ProtocolCodec codec,
			NewIds ids) {
		this.access = access;
		this.journal = journal;
		this.engagements = engagements;
		this.codec = codec;
		this.ids = ids;
	}

	/**
	 * Creates an engagement with a client of one of the caller's MSPs. The future
	 * completes with its id after the commit.
	 */
	public CompletableFuture<String> create(Caller caller, NewEngagement wanted) {
		String title = FieldRules.line("title", wanted.title(), MAX_TITLE);
		Audience audience = audience(caller, FieldRules.id("client", wanted.client()));
		String id = (wanted.id() != null) ? checkId(wanted.id(), audience.client()) : this.ids.next();
		Person author = person(caller, audience);
		EngagementState state = new EngagementState(title, EngagementStatus.OPEN.wire(), 1);
		return this.journal.write((transaction) -> {
			if (!this.engagements.insert(transaction, id, audience.msp(), audience.client(), title, author.id())) {
				throw new RejectedException(ErrorCode.CONFLICT,
						"An engagement with this id exists already. Choose another id.");
			}
			appendUpdate(transaction, new EngagementReference(id, audience, author), "created", state);
			return id;
		});
	}

	/**
	 * Renames an engagement or changes its status; null leaves a field unchanged. The
	 * future completes after the commit.
	 * @param version the version that the caller has seen
	 */
	CompletableFuture<EngagementState> change(Caller caller, String id, long version, @Nullable String title,
			@Nullable String status) {
		EngagementReference engagement = this.access.require(caller, id);
		if (!engagement.onMspSide()) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only members of the MSP may rename an engagement or change its status.");
		}
		String newTitle = (title != null) ? FieldRules.line("title", title, MAX_TITLE) : null;
		String newStatus = (status != null) ? EngagementStatus.of(status).wire() : null;
		return this.journal.write(id, (transaction) -> {
			EngagementState before = this.engagements.state(transaction, id);
			if (before.version() != version) {
				throw EntityTag.mismatch();
			}
			return change(transaction, engagement, before, before.changed(newTitle, newStatus));
		});
	}

	private EngagementState change(JournalTransaction transaction, EngagementReference engagement,
			EngagementState before, EngagementState after) {
		boolean renamed = after.isRenamedFrom(before);
		boolean moved = after.hasOtherStatusThan(before);
		if (!renamed && !moved) {
			return before;
		}
		this.engagements.update(transaction, engagement.id(), after);
		if (renamed) {
			appendUpdate(transaction, engagement, "renamed", after);
		}
		if (moved) {
			appendUpdate(transaction, engagement, "status", after);
		}
		return after;
	}

	private void appendUpdate(JournalTransaction transaction, EngagementReference engagement, String change,
			EngagementState state) {
		Audience audience = engagement.audience();
		EngagementUpdate update = new EngagementUpdate(engagement.person(), change, state.title(), state.status(),
				audience.msp(), audience.client());
		transaction.append(Entry.of(engagement.id(), null, update, this.codec));
	}

	/** The client's audience, if the caller is a member of its MSP. */
	private Audience audience(Caller caller, String client) {
		Audience audience = this.engagements.mspOf(client)
			.map((msp) -> new Audience(msp, client))
			.filter((found) -> caller.sees(found.msp(), found.client()))
			.orElseThrow(() -> RejectedException.notFound("client"));
		if (!caller.msps().contains(audience.msp())) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only members of the client's MSP may create an engagement.");
		}
		return audience;
	}

	private static Person person(Caller caller, Audience audience) {
		return new Person(caller.id(), caller.name(), "MSP", audience.msp());
	}

	/**
	 * A readable id must start with the client's id. Otherwise "exists already" would
	 * reveal engagements that the caller may not see.
	 */
	private static String checkId(String id, String client) {
		FieldRules.id("id", id);
		if (!id.startsWith(client + "-") && !isUuid(id)) {
			throw RejectedException.invalid("id", "id must be a UUID or start with " + client + "-");
		}
		return id;
	}

	private static boolean isUuid(String id) {
		try {
			return UUID.fromString(id).toString().equalsIgnoreCase(id);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
