package dev.parley.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.CloseCode;
import dev.parley.realtime.Connection;
import dev.parley.realtime.Frame;
import dev.parley.realtime.ReplayOutcome;
import dev.parley.realtime.ReplayPage;

/**
 * A connection that does what {@link Connection} promises, on a separate thread, and
 * keeps the frames it would write.
 */
final class FakeConnection implements Connection, AutoCloseable {

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final Map<String, Long> held = new HashMap<>();

	private final List<Runnable> waiting = new ArrayList<>();

	private final List<String> written = new ArrayList<>();

	private final Authenticated authenticated;

	private boolean pageDue;

	FakeConnection(String... clients) {
		Set<Grant> grants = new HashSet<>();
		for (String client : clients) {
			grants.add(new Grant(Role.CLIENT, client, false));
		}
		this.authenticated = new Authenticated(new Caller("gil", "Gil", grants), null, Instant.EPOCH, null);
	}

	/** What was written, as JSON, once all that it was told so far is done. */
	List<String> written() {
		return CompletableFuture.supplyAsync(() -> List.copyOf(this.written), this.thread).join();
	}

	/** An event comes live; withheld ones are not written. */
	void live(Frame frame) {
		this.thread.execute(() -> {
			if (this.held.computeIfPresent(frame.key(), (key, newest) -> Math.max(newest, frame.seq())) == null) {
				write(frame);
			}
		});
	}

	@Override
	public String id() {
		return "connection";
	}

	@Override
	public Authenticated authenticated() {
		return this.authenticated;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void send(Frame frame) {
		this.thread.execute(() -> write(frame));
	}

	@Override
	public void close(CloseCode code) {
		throw new IllegalStateException("Nothing here closes connections");
	}

	@Override
	public void hold(String engagement, Runnable next) {
		this.thread.execute(() -> {
			this.held.putIfAbsent(engagement, 0L);
			grantLater(next);
		});
	}

	@Override
	public void replay(ReplayPage page, ReplayOutcome outcome) {
		this.thread.execute(() -> {
			this.pageDue = false;
			page.events().forEach(this::write);
			if (!page.more() && this.held.get(page.engagement()) > page.upTo()) {
				grantLater(() -> outcome.missed(page.upTo()));
				return;
			}
			write(page.synced());
			if (!page.more()) {
				this.held.remove(page.engagement());
			}
			outcome.synced();
			grant();
		});
	}

	@Override
	public void abandon(String engagement) {
		this.thread.execute(() -> {
			this.pageDue = false;
			grant();
		});
	}

	@Override
	public void close() {
		this.thread.close();
	}

	private void grantLater(Runnable next) {
		this.waiting.add(next);
		grant();
	}

	private void grant() {
		if (!this.pageDue && !this.waiting.isEmpty()) {
			this.pageDue = true;
			this.waiting.removeFirst().run();
		}
	}

	private void write(Frame frame) {
		this.written.add(frame.text());
	}

}
