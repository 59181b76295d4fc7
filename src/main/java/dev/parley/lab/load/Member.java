package dev.parley.lab.load;

import java.util.Arrays;
import java.util.List;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;
import dev.parley.lab.preset.Dialogue;
import dev.parley.lab.preset.MessageTemplate;
import dev.parley.lab.preset.Roster;
import org.jspecify.annotations.Nullable;

/** One client of a load test. Owned by its loop. */
final class Member implements SocketListener {

	/**
	 * Messages in doubt when a connection goes whose server neither confirms nor echoes.
	 */
	private static final int UNANSWERED = 1_024;

	private final int client;

	private final Worker worker;

	private final Run run;

	private final @Nullable Publisher publisher;

	private final MessageTemplate message;

	private final int[] rooms;

	private List<Hearing> hearings = List.of();

	private Dialogue dialogue;

	private @Nullable Socket socket;

	private boolean ready;

	private boolean settled;

	private int inFlight;

	Member(int client, Worker worker) {
		this.client = client;
		this.worker = worker;
		this.run = worker.run();
		Roster roster = this.run.roster();
		this.publisher = this.run.publisher(client);
		this.message = roster.message(client, this.run.plan().traffic().payload());
		this.rooms = roster.roomsOf(client);
		this.dialogue = roster.dialogue(client);
	}

	void dial() {
		this.dialogue = this.run.roster().dialogue(this.client);
		this.socket = this.run.engine().connect(this.worker.loop(), this.run.roster().dial(this.client), this);
	}

	int client() {
		return this.client;
	}

	boolean isReady() {
		return this.ready;
	}

	boolean mayPublish() {
		return this.ready && this.publisher != null;
	}

	int inFlight() {
		return this.inFlight;
	}

	void forgetInFlight() {
		this.inFlight = 0;
	}

	List<Hearing> hearings() {
		return this.hearings;
	}

	/**
	 * Writes the next message; answers whether the connection took it. The caller
	 * flushes.
	 */
	boolean publish(long intended) {
		Publisher own = this.publisher;
		Socket open = this.socket;
		if (own == null || open == null || !this.ready) {
			return false;
		}
		int copies = this.worker.copiesOf(this.client);
		int seq = own.begin(copies);
		byte[] scratch = this.worker.scratch(this.message.length());
		long now = this.run.now();
		this.message.write(scratch, this.run.id(), this.client, seq, intended, now - intended);
		if (!open.write(scratch, this.message.length())) {
			own.takeBack(seq);
			return false;
		}
		this.inFlight++;
		this.worker.wrote(this.message.length(), copies, intended, now);
		return true;
	}

	void flush() {
		if (this.socket != null) {
			this.socket.flush();
		}
	}

	/** Ends the connection on purpose, to be opened anew. */
	void leave() {
		if (this.socket != null) {
			this.socket.close(1000, "");
		}
	}

	@Override
	public void opened(Socket opened, OpenTimes times) {
		this.worker.recorders().record(Metric.CONNECT, times.total());
		if (this.dialogue.opened(opened)) {
			join();
		}
	}

	@Override
	public void message(Socket from, Payload payload, long nanos) {
		this.worker.received(payload.length());
		Dialogue.Heard heard = this.dialogue.hear(from, payload);
		switch (heard) {
			case READY -> join();
			case DELIVERY -> delivery(payload, this.run.sinceBase(nanos));
			case ACK -> answer(payload, this.run.sinceBase(nanos), true);
			case REFUSED -> answer(payload, this.run.sinceBase(nanos), false);
			case OTHER -> other(payload);
		}
	}

	@Override
	public void closed(Socket closed, Closing why) {
		if (this.run.isOver()) {
			return;
		}
		this.worker.left(this.hearings);
		for (Hearing hearing : this.hearings) {
			hearing.room().listeners().decrementAndGet();
		}
		this.hearings = List.of();
		boolean wasReady = this.ready;
		this.ready = false;
		doubtRest();
		settle();
		this.worker.closed(this, wasReady, why);
	}

	private void join() {
		if (this.ready) {
			return;
		}
		boolean others = this.run.roster().fanout() == Roster.Fanout.OTHERS;
		this.hearings = Arrays.stream(this.rooms)
			.mapToObj((room) -> new Hearing(this.run.room(room), others ? this.client : -1, this.run.hasBegun()))
			.toList();
		for (Hearing hearing : this.hearings) {
			hearing.room().listeners().incrementAndGet();
		}
		this.ready = true;
		this.inFlight = 0;
		this.worker.recorded(Count.OPENED);
		settle();
		this.worker.joined(this);
	}

	/** Whoever is not in by now counts as failed; if it comes in later, it takes part. */
	void giveUpJoining() {
		if (!this.settled) {
			settle();
			this.worker.recorded(Count.FAILED_TO_OPEN);
			this.run.errors().add("never let in: waits for " + this.dialogue.waitsFor());
		}
	}

	private void settle() {
		if (!this.settled) {
			this.settled = true;
			this.run.settled().incrementAndGet();
		}
	}

	private void delivery(Payload payload, long at) {
		if (!this.worker.stamp().find(payload)) {
			other(payload);
			return;
		}
		int from = this.worker.stamp().publisher(payload);
		int seq = this.worker.stamp().sequence(payload);
		Publisher sender = this.run.publisher(from);
		Hearing hearing = (sender == null) ? null : hearingOf(from);
		if (sender == null || hearing == null || seq < 0 || seq >= sender.sent()) {
			this.worker.recorded(Count.GHOSTS);
			return;
		}
		follow(hearing, this.dialogue.sequence(payload), from, seq);
		copy(hearing, sender, from, seq, payload, at);
	}

	private void copy(Hearing hearing, Publisher sender, int from, int seq, Payload payload, long at) {
		switch (hearing.see(hearing.room().placeOf(from), seq)) {
			case OPTIONAL -> {
			}
			case DUPLICATE -> this.worker.recorded(Count.DUPLICATED);
			case REORDERED -> {
				if (sender.isInOrder()) {
					this.worker.recorded(Count.REORDERED);
				}
				arrived(sender, seq, payload, at);
			}
			case NEW -> arrived(sender, seq, payload, at);
		}
		if (from == this.client && !this.run.roster().acks()) {
			completed();
		}
	}

	private void arrived(Publisher sender, int seq, Payload payload, long at) {
		long intended = this.worker.stamp().intended(payload);
		this.worker.copied(intended, at, this.worker.stamp().lag(payload), sender.copied(seq));
	}

	private void answer(Payload payload, long at, boolean taken) {
		Publisher own = this.publisher;
		if (own == null || !this.worker.stamp().find(payload)
				|| this.worker.stamp().publisher(payload) != this.client) {
			if (!taken) {
				this.run.errors().add("server says " + this.dialogue.reason(payload));
			}
			return;
		}
		int seq = this.worker.stamp().sequence(payload);
		if (!taken) {
			own.refuse(seq);
			this.worker.recorded(Count.REFUSED);
			this.run.errors().add("refused " + this.dialogue.reason(payload));
		}
		else if (own.acked().see(seq) != SeqTracker.Seen.DUPLICATE) {
			this.worker.acked(this.worker.stamp().intended(payload), at, this.worker.stamp().lag(payload));
		}
		completed();
	}

	private void completed() {
		if (this.inFlight > 0) {
			this.inFlight--;
			this.worker.completed(this);
		}
	}

	/** A numbered message that is not ours still takes its place in the order. */
	private void other(Payload payload) {
		long number = this.dialogue.sequence(payload);
		int room = (number < 0) ? -1 : this.dialogue.room(payload);
		for (Hearing hearing : this.hearings) {
			if (hearing.room().index() == room) {
				follow(hearing, number, -1, -1);
			}
		}
	}

	private void follow(Hearing hearing, long number, int from, int seq) {
		if (number < 0) {
			return;
		}
		long missing = hearing.follow(number);
		if (missing != 0) {
			this.worker.recorded((missing < 0) ? Count.DISAGREEMENTS : Count.HOLES);
		}
		else if (from >= 0 && !this.run.order(hearing.room().index()).agrees(number, from, seq)) {
			this.worker.recorded(Count.DISAGREEMENTS);
		}
	}

	private @Nullable Hearing hearingOf(int publisher) {
		for (Hearing hearing : this.hearings) {
			if (hearing.room().placeOf(publisher) >= 0) {
				return hearing;
			}
		}
		return null;
	}

	/** After the connection has gone, nobody knows what became of its last messages. */
	private void doubtRest() {
		Publisher own = this.publisher;
		if (own != null && !this.run.roster().acks() && !this.run.isOver()) {
			int doubtful = (this.run.roster().fanout() == Roster.Fanout.OTHERS) ? UNANSWERED : this.inFlight;
			for (int seq = Math.max(0, own.sent() - doubtful); seq < own.sent(); seq++) {
				own.uncertain(seq);
			}
		}
	}

}
