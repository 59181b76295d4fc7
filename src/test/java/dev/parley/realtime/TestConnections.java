package dev.parley.realtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.info.BuildProperties;

import dev.parley.cluster.ClusterBus;
import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.OrganisationTree;
import dev.parley.identity.Role;
import dev.parley.protocol.ProtocolCodec;

import static org.awaitility.Awaitility.await;

/** A connection manager with a time that tests turn, and people to connect to it. */
public final class TestConnections implements AutoCloseable {

	static final Audience GLOBEX = new Audience("northwind", "globex");

	final ManualTime time = new ManualTime();

	final RealtimeStatistics statistics = new RealtimeStatistics();

	final TimerWheel wheel;

	final ConnectionManager manager;

	public TestConnections() {
		this(Map.of());
	}

	TestConnections(Map<String, String> settings) {
		RealtimeProperties properties = properties(settings);
		this.wheel = new TimerWheel(this.time.source().nanoTime());
		this.manager = new ConnectionManager(properties, this.time.source(), this.wheel, this.statistics,
				frames(this.time, properties), new DemoOrganisations());
	}

	static RealtimeProperties properties(Map<String, String> settings) {
		Map<String, String> source = new HashMap<>();
		source.put("parley.realtime.linger", "0ms");
		source.put("parley.realtime.shards", "2");
		settings.forEach((name, value) -> source.put("parley.realtime." + name, value));
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("parley.realtime",
				RealtimeProperties.class);
	}

	static SystemFrames frames(ManualTime time, RealtimeProperties properties) {
		return new SystemFrames(new FrameFactory(new ProtocolCodec(), time.clock()), properties, new SilentBus(),
				new StaticListableBeanFactory().getBeanProvider(BuildProperties.class));
	}

	public static Authenticated client(String user, String client) {
		return user(user, new Grant(Role.CLIENT, client, false));
	}

	public static Authenticated msp(String user, String msp) {
		return user(user, new Grant(Role.MSP, msp, false));
	}

	public static Authenticated user(String user, Grant... grants) {
		return until(null, user, grants);
	}

	static Authenticated until(Instant expiresAt, String user, Grant... grants) {
		return new Authenticated(new Caller(user, user, Set.of(grants)), null, ManualTime.START, expiresAt);
	}

	static Frame chat(String engagement, long seq) {
		return chat(engagement, seq, 0);
	}

	static Frame chat(String engagement, long seq, int padding) {
		return Frame.journal(engagement, seq, bytes(engagement + "#" + seq + "x".repeat(padding)), false);
	}

	static Frame answer(String text) {
		return Frame.connection(bytes(text));
	}

	static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

	public ConnectionManager manager() {
		return this.manager;
	}

	public RealtimeStatistics statistics() {
		return this.statistics;
	}

	FakeTransport connect(Authenticated who) {
		FakeTransport transport = new FakeTransport();
		this.manager.connect(who, transport, false);
		return transport;
	}

	/**
	 * Waits until the transport has got exactly these, in this order, besides its
	 * greeting.
	 */
	static void awaitReceived(FakeTransport transport, String... messages) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> org.assertj.core.api.Assertions.assertThat(transport.received()).containsExactly(messages));
	}

	/** Lets the time go on and runs what is due. */
	void turn(Duration duration) {
		this.time.turn(duration);
		this.wheel.turn();
	}

	@Override
	public void close() {
		this.manager.close();
	}

	/** The organisations of the demo. */
	static final class DemoOrganisations implements OrganisationTree {

		private static final Map<String, String> MSPS = Map.of("globex", "northwind", "initech", "northwind",
				"umbrella", "northwind", "hooli", "contoso", "acme", "contoso");

		@Override
		public Optional<String> mspOf(String client) {
			return Optional.ofNullable(MSPS.get(client));
		}

		@Override
		public Set<String> clientsOf(String msp) {
			return MSPS.keySet().stream().filter((client) -> msp.equals(MSPS.get(client))).collect(Collectors.toSet());
		}

	}

	private static final class SilentBus implements ClusterBus {

		@Override
		public String node() {
			return "node-a";
		}

		@Override
		public void publish(String topic, byte[] payload) {
			// No other node.
		}

		@Override
		public void subscribe(String topic, java.util.function.Consumer<byte[]> receiver) {
			// No other node.
		}

	}

}
