package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of Parley that behaves as a good one must: it syncs after every connect and
 * every {@code lag}, repeats what was not answered under the same id, comes back after
 * every loss, and writes everything down. Owned by its loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the loop runs its own tasks until it is
												// shut down
final class CheckClient implements SocketListener {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final long DEAD_AFTER_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final long REPEAT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(4);

	private static final int MOST_PENDING = 16;

	private static final int COUNT_EVERY = 5;

	private final int number;

	private final Engine engine;

	private final EventLoop loop;

	private final Supplier<Dial> dial;

	private final String engagement;

	private final History history;

	private final Random random;

	private final StreamWatch stream;

	private final Map<String, Pending> pending = new LinkedHashMap<>();

	private final Map<String, Set<String>> online = new HashMap<>();

	private final Set<String> organisations = new HashSet<>();

	private @Nullable Socket socket;

	private volatile boolean welcomed;

	private volatile boolean publishing;

	private volatile boolean stopped;

	private volatile String user = "";

	private int connections;

	private int positions;

	private int sent;

	private long heardAt;

	CheckClient(int number, Engine engine, Supplier<Dial> dial, String engagement, long head, History history,
			long seed) {
		this.number = number;
		this.engine = engine;
		this.loop = engine.loops().get(number % engine.loops().size());
		this.dial = dial;
		this.engagement = engagement;
		this.history = history;
		this.random = new Random(seed + number);
		this.stream = new StreamWatch(head);
	}

	/** Connects and begins to live. */
	void start(long everyMillis) {
		this.loop.execute(this::connect);
		this.loop.scheduleAtFixedRate(this::beat, 500, 500, TimeUnit.MILLISECONDS);
		if (everyMillis > 0) {
			this.loop.scheduleAtFixedRate(this::publish, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
		}
	}

	int number() {
		return this.number;
	}

	String user() {
		return this.user;
	}

	EventLoop loop() {
		return this.loop;
	}

	void publishing(boolean on) {
		this.publishing = on;
	}

	/** Connected, in step, and with nothing unanswered; on the loop only. */
	boolean isQuiet() {
		return this.welcomed && this.stream.isSynced() && this.pending.isEmpty();
	}

	/** The last number held without a hole before it; on the loop only. */
	long held() {
		return this.stream.held();
	}

	/** Events that came once more after a sync; on the loop only. */
	long repeats() {
		return this.stream.repeats();
	}

	/** Asks for everything once more; on the loop only. */
	void resync() {
		if (this.welcomed) {
			sync();
		}
	}

	/** Whom this client believes to be online, by organisation; on the loop only. */
	Map<String, Set<String>> online() {
		return Map.copyOf(this.online);
	}

	/** The organisations on whose behalf its user acts; on the loop only. */
	Set<String> organisations() {
		return Set.copyOf(this.organisations);
	}

	/** What is still open stays unknown. On the loop. */
	void stop() {
		this.stopped = true;
		new ArrayList<>(this.pending.values()).forEach((one) -> settle(one, Attempt.Outcome.UNKNOWN, 0));
		if (this.socket != null) {
			this.socket.close(1000, "");
		}
	}

	@Override
	public void opened(Socket opened, OpenTimes times) {
		this.heardAt = System.nanoTime();
	}

	@Override
	public void message(Socket from, Payload payload, long nanos) {
		this.heardAt = nanos;
		JsonNode frame = JSON.readTree(payload.bytes());
		switch (frame.path("type").asString("")) {
			case "welcome" -> welcome(frame.path("data"));
			case "ack" -> answered(frame, Attempt.Outcome.OK);
			case "error" -> answered(frame, outcomeOf(frame.path("data").path("code").asString("")));
			case "lag" -> lag(frame.path("data").path("engagements"));
			case "synced" -> synced(frame);
			case "interaction_update" -> total(frame);
			case "presence" -> presence(frame.path("data"));
			default -> event(frame);
		}
	}

	@Override
	public void pong(Socket from, long nanos) {
		this.heardAt = nanos;
	}

	@Override
	public void closed(Socket closed, Closing why) {
		this.welcomed = false;
		if (!this.stopped) {
			this.loop.schedule(this::connect, 50 + this.random.nextInt(450), TimeUnit.MILLISECONDS);
		}
	}

	private void connect() {
		if (!this.stopped) {
			this.connections++;
			this.stream.connected();
			this.socket = this.engine.connect(this.loop, this.dial.get(), this);
		}
	}

	/**
	 * Notices a connection that is dead without having ended, be it before its welcome or
	 * after, and repeats what was not answered.
	 */
	private void beat() {
		Socket open = this.socket;
		if (open == null || !open.isOpen()) {
			return;
		}
		long now = System.nanoTime();
		if (now - this.heardAt > DEAD_AFTER_NANOS) {
			open.abort();
			return;
		}
		if (!this.welcomed) {
			return;
		}
		open.ping();
		for (Pending one : this.pending.values()) {
			if (now - one.sentAt() > REPEAT_AFTER_NANOS) {
				one.sentAgain(now);
				open.send(one.frame());
			}
		}
	}

	private void publish() {
		Socket open = this.socket;
		if (!this.publishing || !this.welcomed || open == null || this.pending.size() >= MOST_PENDING) {
			return;
		}
		boolean message = ++this.sent % COUNT_EVERY != 0;
		String id = this.history.run() + "-" + this.number + "-" + this.sent;
		Map<String, Object> data = message ? Map.of("engagement", this.engagement, "text", "check " + id)
				: Map.of("engagement", this.engagement, "kind", this.history.run());
		String frame = JSON.writeValueAsString(
				Map.of("type", message ? "send_message" : "record_interaction", "id", id, "data", data));
		this.pending.put(id, new Pending(id, frame, message, System.nanoTime()));
		open.send(frame);
	}

	private void welcome(JsonNode data) {
		this.user = data.path("user").path("id").asString("");
		data.path("grants").forEach((grant) -> this.organisations.add(grant.path("organisation").asString("")));
		this.online.clear();
		this.welcomed = true;
		sync();
		repeatOrGiveUp();
	}

	/** After a loss most clients repeat what was open; some users have gone away. */
	private void repeatOrGiveUp() {
		long now = System.nanoTime();
		for (Pending one : new ArrayList<>(this.pending.values())) {
			if (this.random.nextInt(4) == 0) {
				settle(one, Attempt.Outcome.UNKNOWN, 0);
			}
			else if (this.socket != null) {
				one.sentAgain(now);
				this.socket.send(one.frame());
			}
		}
	}

	private void sync() {
		if (this.socket != null) {
			this.stream.syncRequested();
			this.socket.send(JSON.writeValueAsString(
					Map.of("type", "sync", "data", Map.of("after", Map.of(this.engagement, this.stream.held())))));
		}
	}

	private void lag(JsonNode engagements) {
		if (engagements.has(this.engagement)) {
			this.stream.lag();
			sync();
		}
	}

	private void synced(JsonNode frame) {
		if (frame.path("engagement").asString("").equals(this.engagement)) {
			this.stream.synced();
			if (frame.path("data").path("more").asBoolean(false)) {
				sync();
			}
		}
	}

	private void event(JsonNode frame) {
		long seq = frame.path("seq").asLong(-1);
		if (seq < 0 || !frame.path("engagement").asString("").equals(this.engagement)) {
			return;
		}
		String id = frame.path("type").asString("").equals("chat_message") ? frame.path("id").asString("") : "";
		this.history.add(new Sighting(this.number, this.connections, this.positions++, seq, id));
		String wrong = this.stream.take(seq);
		if (wrong != null) {
			this.history.hole("client " + this.number + " got on its connection " + this.connections + " " + wrong);
		}
	}

	private void answered(JsonNode frame, Attempt.Outcome outcome) {
		Pending one = this.pending.get(frame.path("id").asString(""));
		if (one != null) {
			settle(one, outcome, frame.path("data").path("seq").asLong(0));
		}
	}

	private void settle(Pending one, Attempt.Outcome outcome, long seq) {
		this.pending.remove(one.id());
		if (one.isMessage()) {
			this.history.add(new Attempt(one.id(), this.number, one.invokedAt(), System.nanoTime(), outcome, seq));
		}
		else if (outcome != Attempt.Outcome.FAILED) {
			this.history.counted(outcome == Attempt.Outcome.OK);
		}
	}

	/** Only these say for certain that nothing was stored. */
	private static Attempt.Outcome outcomeOf(String code) {
		List<String> certain = List.of("bad_request", "forbidden", "not_found", "rate_limited", "busy", "conflict");
		return certain.contains(code) ? Attempt.Outcome.FAILED : Attempt.Outcome.UNKNOWN;
	}

	private void total(JsonNode frame) {
		if (frame.path("data").path("kind").asString("").equals(this.history.run())) {
			this.history.total(this.number, frame.path("data").path("total").asLong());
		}
	}

	private void presence(JsonNode data) {
		Set<String> people = new HashSet<>();
		data.path("online").forEach((person) -> people.add(person.path("id").asString("")));
		this.online.put(data.path("organisation").asString(""), people);
	}

}
