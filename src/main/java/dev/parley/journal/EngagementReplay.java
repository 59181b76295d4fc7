package dev.parley.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.parley.journal.EventRepository.Head;
import dev.parley.realtime.Connection;
import dev.parley.realtime.Frame;
import dev.parley.realtime.ReplayOutcome;
import dev.parley.realtime.ReplayPage;

/**
 * The replay of one engagement to one connection. The connection lets one replay after
 * the other bring its page, so only one of a sync reads at a time.
 */
final class EngagementReplay implements ReplayOutcome {

	private final Replay replay;

	private final Connection connection;

	private final String engagement;

	/** What the client holds. */
	private final long after;

	private final CompletableFuture<Void> done = new CompletableFuture<>();

	EngagementReplay(Replay replay, Connection connection, String engagement, long after) {
		this.replay = replay;
		this.connection = connection;
		this.engagement = engagement;
		this.after = after;
	}

	/** Withholds the engagement's live events at once; the rest follows. */
	CompletableFuture<Void> start(CompletableFuture<Map<String, Head>> heads) {
		this.connection.hold(this.engagement, () -> {
			CompletableFuture<?> _ = heads.whenCompleteAsync(
					(found, failure) -> proceed((found != null) ? found.get(this.engagement) : null, failure),
					this.replay.readers());
		});
		return this.done;
	}

	@Override
	public void synced() {
		this.done.complete(null);
	}

	@Override
	public void missed(long upTo) {
		read(upTo);
	}

	private void proceed(@Nullable Head head, @Nullable Throwable failure) {
		if (failure != null) {
			fail(failure);
		}
		else if (head == null
				|| !this.connection.authenticated().caller().sees(head.audience().msp(), head.audience().client())) {
			Frame notFound = this.replay.notFound(this.engagement);
			this.connection.replay(
					new ReplayPage(this.engagement, List.of(), Long.MAX_VALUE, Long.MAX_VALUE, false, notFound), this);
		}
		else if (this.after > head.seq()) {
			// The client holds what the record does not, as after a restored backup.
			bring(List.of(), head.seq(), false);
		}
		else if (this.replay.isUpToDate(head, this.after)) {
			bring(List.of(), this.after, false);
		}
		else {
			read(this.after);
		}
	}

	private void read(long from) {
		CompletableFuture<?> _ = this.replay.page(this.engagement, from).whenComplete((page, failure) -> {
			if (page == null) {
				fail(failure);
			}
			else {
				bring(page.frames(), page.upTo(), page.more());
			}
		});
	}

	/** Anything withheld after {@code upTo} is read all the same. */
	private void bring(List<Frame> events, long upTo, boolean more) {
		Frame synced = this.replay.synced(this.engagement, upTo, more);
		long live = this.replay.delivered(this.engagement);
		this.connection.replay(new ReplayPage(this.engagement, events, upTo, live, more, synced), this);
	}

	private void fail(@Nullable Throwable cause) {
		this.connection.abandon(this.engagement);
		this.connection.send(this.replay.unavailable(this.engagement, cause));
		this.done.complete(null);
	}

}
