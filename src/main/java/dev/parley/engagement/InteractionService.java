package dev.parley.engagement;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import dev.parley.identity.Caller;
import dev.parley.journal.Journal;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.RejectedException;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts interactions with a client: durably, each id once. */
public class InteractionService {

	private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

	private static final int MAX_COUNT = 1000;

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
	 * Raises a counter. The future completes after the commit; everybody in scope is told
	 * the new total.
	 * @throws RejectedException when the request breaks a rule or the engagement is out
	 * of scope
	 */
	public CompletableFuture<Recorded> record(Caller caller, RecordInteraction interaction) {
		check(interaction);
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
		long total = this.interactions.add(jdbc, interaction, transaction.now());
		// Only the first of its kind ends at its own count.
		if (total == interaction.count()) {
			checkKinds(jdbc, interaction.engagement());
		}
		if (id != null) {
			this.interactions.answered(jdbc, caller.id(), id, total);
		}
		return new Recorded(interaction.engagement(), interaction.kind(), total, false);
	}

	private static void check(RecordInteraction interaction) {
		RequestId.check("id", interaction.id());
		if (!KIND.matcher(interaction.kind()).matches()) {
			throw RejectedException.invalid("kind",
					"The kind must be a lower-case letter followed by at most 31 of a-z, 0-9, _ and -, such as call.");
		}
		if (interaction.count() < 1 || interaction.count() > MAX_COUNT) {
			throw RejectedException.invalid("count", "The count must be between 1 and " + MAX_COUNT + ".");
		}
	}

	private void checkKinds(JdbcClient jdbc, String engagement) {
		int most = this.properties.interactionKinds();
		if (this.interactions.kinds(jdbc, engagement) > most) {
			throw RejectedException.invalid("kind",
					"An engagement has at most " + most + " kinds of interactions; use one that is already counted.");
		}
	}

}
