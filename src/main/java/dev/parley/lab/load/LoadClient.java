package dev.parley.lab.load;

import java.util.List;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;
import dev.parley.lab.preset.Dialogue;

/**
 * One client of a load test: its connection from dialling to the end. A frame goes from
 * here to {@link Inbound}, an answer from here to the pacer, which sends the next message
 * through {@link Outbound}; none of them calls back. Owned by its loop.
 */
final class LoadClient implements SocketListener {

	private final int client;

	private final Run run;

	private final LoopStatistics statistics;

	private final Inbound inbound;

	/** Null if the client only listens. */
	private final @Nullable Outbound outbound;

	private final LoopPacing pacing;

	private final EventLoop loop;

	private Dialogue dialogue;

	private @Nullable Socket socket;

	private volatile boolean joined;

	private boolean settled;

	LoadClient(int client, LoopContext context, @Nullable Outbound outbound, LoopPacing pacing, EventLoop loop) {
		this.client = client;
		this.run = context.run();
		this.statistics = context.statistics();
		this.inbound = new Inbound(client, context);
		this.outbound = outbound;
		this.pacing = pacing;
		this.loop = loop;
		this.dialogue = this.run.roster().dialogue(client);
	}

	int client() {
		return this.client;
	}

	/** Whether the client is in its rooms. Any thread. */
	boolean isJoined() {
		return this.joined;
	}

	List<RoomSubscription> subscriptions() {
		return this.inbound.subscriptions();
	}

	void dial() {
		this.dialogue = this.run.roster().dialogue(this.client);
		this.run.engine().connect(this.loop, this.run.roster().dial(this.client), this);
	}

	/** Closes the connection on purpose; it is opened again. */
	void leave() {
		if (this.joined && this.socket != null) {
			this.socket.close(1000, "");
		}
	}

	/** Counts a client that has not joined by now as failed; it may still join later. */
	void giveUpJoining() {
		if (!this.settled) {
			settle();
			this.statistics.increment(LoadCounter.FAILED_TO_OPEN);
			this.run.errors().add("never let in: waits for " + this.dialogue.waitsFor());
		}
	}

	@Override
	public void opened(Socket opened, OpenTimes times) {
		this.socket = opened;
		this.statistics.connected(times.total());
		if (this.dialogue.opened(opened)) {
			join(opened);
		}
	}

	@Override
	public void message(Socket from, Payload payload, long nanos) {
		this.statistics.received(payload.length());
		switch (this.dialogue.receive(from, payload)) {
			case READY -> join(from);
			case DELIVERY -> delivery(payload, this.run.sinceBase(nanos));
			case ACK -> answer(payload, this.run.sinceBase(nanos), true);
			case REFUSED -> answer(payload, this.run.sinceBase(nanos), false);
			case OTHER -> this.inbound.foreign(this.dialogue, payload);
		}
	}

	@Override
	public void closed(Socket closed, Closing why) {
		if (this.run.isOver()) {
			return;
		}
		boolean wasJoined = this.joined;
		boolean ours = why instanceof Closing.Ours;
		this.joined = false;
		this.inbound.left();
		if (this.outbound != null) {
			this.outbound.left();
		}
		settle();
		if (!wasJoined || !ours) {
			this.statistics.increment(wasJoined ? LoadCounter.LOST_CONNECTIONS : LoadCounter.FAILED_TO_OPEN);
			this.run.errors().add(why.kind());
		}
		else if (this.run.isSending()) {
			dial();
		}
	}

	private void join(Socket opened) {
		if (this.joined) {
			return;
		}
		this.inbound.joined();
		this.joined = true;
		this.statistics.increment(LoadCounter.OPENED);
		settle();
		if (this.outbound != null) {
			this.outbound.joined(opened);
			this.pacing.joined(this.outbound);
		}
	}

	private void delivery(Payload payload, long at) {
		boolean own = this.inbound.delivery(this.dialogue, payload, at);
		if (own && !this.run.roster().acks()) {
			answered();
		}
	}

	private void answer(Payload payload, long at, boolean taken) {
		Outbound own = this.outbound;
		if (own != null && own.isOwn(payload)) {
			if (taken) {
				own.acked(payload, at);
			}
			else {
				own.refused(payload, this.dialogue.reason(payload));
			}
			answered();
		}
		else if (!taken) {
			this.run.errors().add("server says " + this.dialogue.reason(payload));
		}
	}

	private void answered() {
		Outbound own = this.outbound;
		if (own != null && own.takeAnswer()) {
			this.pacing.answered(own);
		}
	}

	/** The first attempt to join has succeeded or failed. */
	private void settle() {
		if (!this.settled) {
			this.settled = true;
			this.run.settled().incrementAndGet();
		}
	}

}
