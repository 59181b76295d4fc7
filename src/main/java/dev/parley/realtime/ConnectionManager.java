package dev.parley.realtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.OrganisationTree;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * All open connections of this node, and the only way to send to them. Any thread may
 * call; nothing here blocks or waits for a client. A connection that fails is cleaned up
 * and does not affect any other.
 */
public final class ConnectionManager implements Broadcaster, AutoCloseable {

	private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

	/** Longest time from checking the credential to the open connection. */
	private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(30);

	private final RealtimeProperties properties;

	private final TimeSource time;

	private final RealtimeStatistics statistics;

	private final SystemFrames frames;

	private final KeepAlive keepAlive;

	private final Shards shards;

	private final StateBroadcaster states;

	/**
	 * A separate thread because presence reads organisations from the database. Tasks
	 * that arrive after the shutdown are dropped.
	 */
	private final ExecutorService presenceThread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("presence").factory(),
			new ThreadPoolExecutor.DiscardPolicy());

	private final Presence presence;

	private final ConnectionRegistry registry = new ConnectionRegistry();

	private final Cache<String, Function<Authenticated, Optional<Caller>>> recentChanges;

	private final AtomicLong lastId = new AtomicLong();

	private volatile boolean draining;

	ConnectionManager(RealtimeProperties properties, TimeSource time, TimerWheel wheel, RealtimeStatistics statistics,
			SystemFrames frames, OrganisationTree organisations) {
		this.properties = properties;
		this.time = time;
		this.statistics = statistics;
		this.frames = frames;
		this.keepAlive = new KeepAlive(wheel, time, frames, properties);
		this.shards = new Shards(properties.shardCount(), settings());
		this.states = new StateBroadcaster(wheel, properties.stateInterval().toNanos(), this.shards::broadcast);
		this.presence = new Presence(this.presenceThread, wheel, organisations, frames, properties,
				this.shards::broadcast);
		this.recentChanges = Caffeine.newBuilder()
			.expireAfterWrite(LONGEST_HANDSHAKE)
			.ticker(time.nanoTime()::getAsLong)
			.build();
		wheel.repeat(HOUSEKEEPING, this.shards::dropStuck);
		wheel.repeat(HOUSEKEEPING, statistics::sampleRates);
	}

	/** Whether handshakes are accepted; false while the node is full or shuts down. */
	public boolean isAccepting() {
		return !this.draining && this.registry.count() < this.properties.maxConnections();
	}

	/**
	 * Registers a connection in the scopes of all grants of its user, client, MSP or
	 * both, and greets it. One beyond the limit closes the user's oldest.
	 * @param batching whether several frames that wait may be sent as one JSON array
	 * @throws RejectedException FORBIDDEN when the user holds no grant
	 */
	public Connection connect(Authenticated who, Transport transport, boolean batching) {
		if (who.caller().grants().isEmpty()) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"You have no access yet. Ask a manager of your organisation for it.");
		}
		Shard shard = this.shards.next();
		LiveConnection connection = new LiveConnection(nextId(), who, shard, transport, batching,
				this.time.nanoTime().getAsLong());
		List<LiveConnection> surplus = this.registry.add(connection, this.properties.connectionsPerUser());
		this.statistics.handshakeAccepted();
		List<Frame> greeting = List.of(this.frames.welcome(connection.id(), who));
		shard.execute(() -> shard.open(connection, greeting));
		connection.watched(this.keepAlive.watch(connection));
		this.presence.joined(connection);
		surplus.forEach((oldest) -> oldest.close(CloseCode.REPLACED));
		rescopeIfChangedRecently(connection);
		if (this.draining) {
			connection.close(CloseCode.RESTART);
		}
		return connection;
	}

	/** Forgets a connection whose socket is gone. May be called again. */
	public void disconnect(Connection connection) {
		live(connection).drop(null);
	}

	/**
	 * Counts a frame that was received; it also proves that the client is alive.
	 */
	public void received(Connection connection, int bytes) {
		live(connection).traffic().received(bytes);
		heard(connection);
	}

	/** Records a sign of life from the client, such as a pong. */
	public void heard(Connection connection) {
		live(connection).heard(this.time.nanoTime().getAsLong());
	}

	/** Sends to all connections of one user. */
	public void sendToUser(String user, Frame frame) {
		this.registry.of(user).forEach((connection) -> connection.send(frame));
	}

	/** Sends to all who are in scope of a client by a grant of that client. */
	public void broadcastToClient(String client, Frame frame) {
		broadcast(Recipients.client(client), frame);
	}

	/** Sends to all who are in scope by a grant of that MSP. */
	public void broadcastToMsp(String msp, Frame frame) {
		broadcast(Recipients.msp(msp), frame);
	}

	/**
	 * As {@link Broadcaster} says; states are sent at a limited rate per key, of which
	 * the newest value always arrives.
	 */
	@Override
	public void broadcast(Audience audience, Frame frame) {
		broadcast(Recipients.of(audience), frame);
	}

	@Override
	public boolean reaches(Audience audience) {
		return this.registry.reaches(audience);
	}

	/**
	 * Limits a user's connections to changed grants: asks for the current ones of each,
	 * and closes those that have none any more. Calls {@code refresh} on this thread, and
	 * for a while on another one for new connections of this user, whose handshakes may
	 * have read the old grants.
	 */
	public void rescope(String user, Function<Authenticated, Optional<Caller>> refresh) {
		this.recentChanges.put(user, refresh);
		this.registry.of(user).forEach((connection) -> rescope(connection, refresh));
	}

	/**
	 * Lets a connection go on with a new token and the grants held now.
	 * @throws RejectedException FORBIDDEN when the token is of another user
	 */
	public void renew(Connection connection, Authenticated renewed) {
		if (!renewed.caller().id().equals(connection.authenticated().caller().id())) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"The token belongs to another user. Open a new connection for that user.");
		}
		rescope(live(connection), renewed);
	}

	/** Closes all connections of a user with a code that forbids to reconnect. */
	public void kick(String user) {
		this.registry.of(user).forEach((connection) -> connection.close(CloseCode.KICKED));
	}

	/** Open connections. */
	public int count() {
		return this.registry.count();
	}

	/** Users with an open connection. */
	public int users() {
		return this.registry.users();
	}

	/** Bytes waiting to be written. */
	public long outboxBytes() {
		return this.registry.all().stream().mapToLong(LiveConnection::outboxBytes).sum();
	}

	/** Open connections of a user. */
	public int countOfUser(String user) {
		return this.registry.of(user).size();
	}

	/** Open connections with a grant of this client. */
	public int countOfClient(String client) {
		return this.registry.countOfClient(client);
	}

	/** Open connections with a grant of this MSP. */
	public int countOfMsp(String msp) {
		return this.registry.countOfMsp(msp);
	}

	/** Counts the connections of those callers. */
	public ConnectionCounts counts(Predicate<Caller> counted) {
		return ConnectionCounts.of(this.registry.all(), counted);
	}

	@Override
	public void close() {
		this.shards.close();
		this.presenceThread.shutdown();
	}

	/** Refuses new connections from now on; returns the open ones. */
	List<LiveConnection> stopAccepting() {
		this.draining = true;
		return List.copyOf(this.registry.all());
	}

	/** Sends {@code bye} with the time to reconnect, then closes. */
	void sayBye(LiveConnection connection, long reconnectAfterMs) {
		connection.send(this.frames.bye("shutdown", reconnectAfterMs));
		connection.close(CloseCode.RESTART);
	}

	private void broadcast(Recipients recipients, Frame frame) {
		if (frame.deliveryClass() == DeliveryClass.STATE) {
			this.states.broadcast(recipients, frame);
		}
		else {
			this.shards.broadcast(recipients, frame);
		}
	}

	private void rescope(LiveConnection connection, Function<Authenticated, Optional<Caller>> refresh) {
		Authenticated before = connection.authenticated();
		Optional<Caller> caller = refresh.apply(before);
		if (caller.isEmpty()) {
			connection.close(CloseCode.TOKEN_EXPIRED);
			return;
		}
		rescope(connection, new Authenticated(caller.get(), before.session(), before.issuedAt(), before.expiresAt()));
	}

	private void rescopeIfChangedRecently(LiveConnection connection) {
		var refresh = this.recentChanges.getIfPresent(connection.authenticated().caller().id());
		if (refresh != null) {
			Thread.startVirtualThread(() -> rescope(connection, refresh));
		}
	}

	private void rescope(LiveConnection connection, Authenticated renewed) {
		if (renewed.caller().grants().isEmpty()) {
			connection.close(CloseCode.FORBIDDEN);
			return;
		}
		this.registry.rescope(connection, renewed);
		connection.renewed();
		this.presence.moved(connection);
	}

	private void ended(LiveConnection connection, @Nullable CloseCode code) {
		this.registry.remove(connection);
		connection.unwatched();
		this.presence.left(connection);
		if (code != null) {
			this.statistics.closed(code);
		}
	}

	private ShardSettings settings() {
		Outbox.OutboxSettings outbox = new Outbox.OutboxSettings(
				Math.toIntExact(this.properties.outboxLimit().toBytes()), this.properties.outboxAge().toNanos(),
				this.frames::lag, this.statistics);
		return new ShardSettings(outbox, this.properties.linger().toNanos(), this.properties.writeStuck().toNanos(),
				this.time.nanoTime(), this.statistics, this::ended);
	}

	private String nextId() {
		return this.frames.node() + "-" + Long.toString(this.lastId.incrementAndGet(), 36);
	}

	private static LiveConnection live(Connection connection) {
		return (LiveConnection) connection;
	}

}
