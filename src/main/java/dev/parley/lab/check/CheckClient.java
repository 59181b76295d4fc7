package dev.parley.lab.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;

/**
 * A well-behaved client of Parley: it syncs after every connect and every {@code lag},
 * repeats what was not answered under the same id, reconnects after every loss, and
 * records everything. Owned by its loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the loop runs its own tasks until it is
												// shut down
final class CheckClient implements SocketListener {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final long DEAD_AFTER_NANOS = TimeUnit.SECONDS.toNanos(3);

	private final int number;

	private final Supplier<Dial> dial;

	private final Engine engine;

	private final EventLoop loop;

	private final String engagement;

	private final History history;

	private final Random random;

	private final StreamChecker stream;

	private final PublishLog published;

	private final Map<String, Set<String>> online = new HashMap<>();

	private final Set<String> organisations = new HashSet<>();

	private @Nullable Socket socket;

	private volatile boolean welcomed;

	private volatile boolean publishing;

	private volatile boolean stopped;

	private volatile String user = "";

	private int connections;

	private int positions;

	private long lastReceivedAt;

	CheckClient(int number, Supplier<Dial> dial, CheckContext context) {
		this.number = number;
		this.dial = dial;
		this.engine = context.engine();
		this.loop = this.engine.loops().get(number % this.engine.loops().size());
		this.engagement = context.engagement();
		this.history = context.history();
		this.random = new Random(context.seed() + number);
		this.stream = new StreamChecker(context.head());
		this.published = new PublishLog(number, this.engagement, this.history, this.random);
	}

	/**
	 * Connects and, if {@code every} is not zero, publishes while {@link #publishing} is
	 * on.
	 */
	void start(Duration every) {
		this.loop.execute(this::connect);
		this.loop.scheduleAtFixedRate(this::keepAlive, 500, 500, TimeUnit.MILLISECONDS);
		if (!every.isZero()) {
			this.loop.scheduleAtFixedRate(this::publish, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
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

	void publishing(boolean enabled) {
		this.publishing = enabled;
	}

	/** Connected, in sync and with nothing unanswered; on the loop only. */
	boolean isQuiet() {
		return this.welcomed && this.stream.isSynced() && this.published.isEmpty();
	}

	/** The last number without a gap before it; on the loop only. */
	long held() {
		return this.stream.held();
	}

	/** Events that were delivered live again after a sync; on the loop only. */
	long repeats() {
		return this.stream.repeats();
	}

	/** Requests everything that is missing; on the loop only. */
	void resync() {
		if (this.welcomed) {
			sync();
		}
	}

	/** On the loop only. */
	PresenceView presence() {
		return new PresenceView(this.number, this.user, Set.copyOf(this.organisations), Map.copyOf(this.online));
	}

	/** Disconnects; whatever is unanswered remains unknown. On the loop only. */
	void stop() {
		this.stopped = true;
		this.published.giveUp();
		if (this.socket != null) {
			this.socket.close(1000, "");
		}
	}

	@Override
	public void opened(Socket opened, OpenTimes times) {
		this.lastReceivedAt = System.nanoTime();
	}

	@Override
	public void message(Socket from, Payload payload, long nanos) {
		this.lastReceivedAt = nanos;
		JsonNode frame = JSON.readTree(payload.bytes());
		switch (frame.path("type").asString("")) {
			case "welcome" -> welcome(frame.path("data"));
			case "ack", "error" -> this.published.answered(frame);
			case "lag" -> lag(frame.path("data").path("engagements"));
			case "synced" -> synced(frame);
			case "interaction_update" -> total(frame);
			case "presence" -> presence(frame.path("data"));
			default -> event(frame);
		}
	}

	@Override
	public void pong(Socket from, long nanos) {
		this.lastReceivedAt = nanos;
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
	 * Drops a connection that is dead without having ended, and repeats what is overdue.
	 */
	private void keepAlive() {
		Socket open = this.socket;
		if (open == null || !open.isOpen()) {
			return;
		}
		long now = System.nanoTime();
		if (now - this.lastReceivedAt > DEAD_AFTER_NANOS) {
			open.abort();
		}
		else if (this.welcomed) {
			open.ping();
			this.published.overdue(now).forEach(open::send);
		}
	}

	private void publish() {
		Socket open = this.socket;
		if (this.publishing && this.welcomed && open != null) {
			this.published.next(System.nanoTime()).ifPresent(open::send);
		}
	}

	private void welcome(JsonNode data) {
		this.user = data.path("user").path("id").asString("");
		data.path("grants").forEach((grant) -> this.organisations.add(grant.path("organisation").asString("")));
		this.online.clear();
		this.welcomed = true;
		sync();
		send(this.published.afterReconnect(System.nanoTime()));
	}

	private void sync() {
		this.stream.syncRequested();
		send(List.of(JSON.writeValueAsString(
				Map.of("type", "sync", "data", Map.of("after", Map.of(this.engagement, this.stream.held()))))));
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
		this.history.add(new ReceivedEvent(this.number, this.connections, this.positions++, seq, id));
		String wrong = this.stream.take(seq);
		if (wrong != null) {
			this.history
				.hole("client " + this.number + " received on its connection " + this.connections + " " + wrong);
		}
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

	private void send(List<String> frames) {
		Socket open = this.socket;
		if (open != null) {
			frames.forEach(open::send);
		}
	}

}
