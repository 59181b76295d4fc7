package dev.parley.engagement;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.RejectedException;

/** Counts interactions with a client, durably and once per id. */
@Service
public class InteractionService {

	private final EngagementAccess access;

	private final Journal journal;

	private final InteractionRepository interactions;

	private final InteractionBroadcast broadcast;

	private final EngagementProperties properties;

	InteractionService(EngagementAccess access, Journal journal, InteractionRepository interactions,
			InteractionBroadcast broadcast, EngagementProperties properties) {
		this.access = access;
		this.journal = journal;
		this.interactions = interactions;
		this.broadcast = broadcast;
		this.properties = properties;
	}

	/**
	 * Increments a counter. The future completes after the commit; the new total is
	 * broadcast to everyone in scope.
	 * @throws RejectedException if the engagement is out of scope; in the future if it is
	 * closed or has too many kinds
	 */
	public CompletableFuture<Recorded> record(Caller caller, RecordInteraction interaction) {
		EngagementReference engagement = this.access.require(caller, interaction.engagement());
		return this.journal.write((transaction) -> count(transaction, caller, interaction)).thenApply((recorded) -> {
			if (!recorded.duplicate()) {
				this.broadcast.changed(engagement, recorded);
			}
			return recorded;
		});
	}

	private Recorded count(JournalTransaction transaction, Caller caller, RecordInteraction interaction) {
		JdbcClient jdbc = transaction.jdbc();
		String id = interaction.id();
		if (id != null) {
			Optional<Recorded> earlier = this.interactions.claim(jdbc, caller.id(), id, interaction, transaction.now());
			if (earlier.isPresent()) {
				return earlier.get();
			}
		}
		this.access.requireOpen(transaction, interaction.engagement());
		long total = this.interactions.add(jdbc, interaction, transaction.now());
		// The total equals the count only for the first interaction of a kind.
		if (total == interaction.count()) {
			checkKinds(jdbc, interaction.engagement());
		}
		if (id != null) {
			this.interactions.answered(jdbc, caller.id(), id, total);
		}
		return new Recorded(interaction.engagement(), interaction.kind(), total, false);
	}

	private void checkKinds(JdbcClient jdbc, String engagement) {
		int most = this.properties.interactionKinds();
		if (this.interactions.kinds(jdbc, engagement) > most) {
			throw RejectedException.invalid("kind",
					"kind must be one that the engagement already counts; it has the maximum of " + most + " kinds");
		}
	}

}
