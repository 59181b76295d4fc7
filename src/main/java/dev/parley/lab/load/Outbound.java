package dev.parley.lab.load;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.Stamp;
import dev.parley.lab.preset.MessageTemplate;
import dev.parley.lab.preset.Roster;

/** What one client publishes and how the server answers it. Owned by its loop. */
final class Outbound implements PacedClient {

	/**
	 * Messages in doubt when a connection ends whose server neither confirms nor echoes.
	 */
	private static final int UNANSWERED = 1_024;

	private final int client;

	private final LoopContext context;

	private final Run run;

	private final Publisher publisher;

	private final MessageTemplate message;

	/** Set while the client is in its rooms. */
	private @Nullable Socket socket;

	private int inFlight;

	Outbound(int client, Publisher publisher, LoopContext context) {
		this.client = client;
		this.publisher = publisher;
		this.context = context;
		this.run = context.run();
		this.message = this.run.roster().message(client, this.run.plan().workload().payload());
	}

	/** The client is in its rooms. */
	void joined(Socket opened) {
		this.socket = opened;
		this.inFlight = 0;
	}

	/** The connection has ended: what became of its last messages is unknown. */
	void left() {
		this.socket = null;
		if (!this.run.roster().acks()) {
			int doubtful = (this.run.roster().fanout() == Roster.Fanout.OTHERS) ? UNANSWERED : this.inFlight;
			for (int seq = Math.max(0, this.publisher.sent() - doubtful); seq < this.publisher.sent(); seq++) {
				this.publisher.uncertain(seq);
			}
		}
	}

	@Override
	public boolean mayPublish() {
		return this.socket != null;
	}

	@Override
	public int inFlight() {
		return this.inFlight;
	}

	@Override
	public int giveUpAnswers() {
		int waiting = this.inFlight;
		this.inFlight = 0;
		return waiting;
	}

	@Override
	public void send(long intended) {
		HttpSide http = this.run.http();
		if (http != null && this.context.httpShare().takesNext()) {
			http.send(this.context, this.client, intended);
		}
		else if (!write(intended)) {
			this.context.statistics().increment(LoadCounter.DROPPED);
		}
	}

	/** Whether the message carries a stamp of this client. */
	boolean isOwn(Payload payload) {
		Stamp stamp = this.context.stamp();
		return stamp.find(payload) && stamp.publisher(payload) == this.client;
	}

	/** The server confirms the message whose stamp was just found. */
	void acked(Payload payload, long at) {
		Stamp stamp = this.context.stamp();
		if (this.publisher.acked().see(stamp.sequence(payload)) != SeqTracker.Seen.DUPLICATE) {
			this.context.statistics().acked(stamp.intended(payload), at, stamp.lag(payload));
		}
	}

	/** The server refuses the message whose stamp was just found. */
	void refused(Payload payload, String reason) {
		this.publisher.refuse(this.context.stamp().sequence(payload));
		this.context.statistics().increment(LoadCounter.REFUSED);
		this.run.errors().add("refused " + reason);
	}

	/** One message less is in flight; returns false if none was. */
	boolean takeAnswer() {
		if (this.inFlight == 0) {
			return false;
		}
		this.inFlight--;
		return true;
	}

	/** Writes the next message; returns whether the connection took it. */
	private boolean write(long intended) {
		Socket open = this.socket;
		if (open == null) {
			return false;
		}
		int copies = this.run.copiesOf(this.client);
		int seq = this.publisher.begin(copies);
		byte[] bytes = this.context.scratch(this.message.length());
		long now = this.run.now();
		this.message.write(bytes, this.run.id(), this.client, seq, intended, now - intended);
		if (!open.write(bytes, this.message.length())) {
			this.publisher.takeBack(seq);
			return false;
		}
		this.inFlight++;
		this.context.flushes().add(open);
		this.context.statistics().wrote(this.message.length(), copies, intended, now);
		return true;
	}

}
