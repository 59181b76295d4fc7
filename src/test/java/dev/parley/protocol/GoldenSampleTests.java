package dev.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.Authenticate;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.EditMessage;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ClientMessage.Ping;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ClientMessage.Sync;
import dev.parley.protocol.ClientMessage.Typing;
import dev.parley.protocol.EventData.AlertRaised;
import dev.parley.protocol.EventData.AlertUpdate;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.EventData.ChatMessageDeleted;
import dev.parley.protocol.EventData.ChatMessageEdited;
import dev.parley.protocol.EventData.EngagementUpdate;
import dev.parley.protocol.ServerMessage.Ack;
import dev.parley.protocol.ServerMessage.AppendedEvent;
import dev.parley.protocol.ServerMessage.Bye;
import dev.parley.protocol.ServerMessage.ByeData;
import dev.parley.protocol.ServerMessage.ConnectionLimits;
import dev.parley.protocol.ServerMessage.ErrorData;
import dev.parley.protocol.ServerMessage.Failed;
import dev.parley.protocol.ServerMessage.GrantData;
import dev.parley.protocol.ServerMessage.Heartbeat;
import dev.parley.protocol.ServerMessage.InteractionData;
import dev.parley.protocol.ServerMessage.InteractionUpdate;
import dev.parley.protocol.ServerMessage.Lag;
import dev.parley.protocol.ServerMessage.LagData;
import dev.parley.protocol.ServerMessage.Nothing;
import dev.parley.protocol.ServerMessage.Pong;
import dev.parley.protocol.ServerMessage.PresenceData;
import dev.parley.protocol.ServerMessage.PresenceUpdate;
import dev.parley.protocol.ServerMessage.Read;
import dev.parley.protocol.ServerMessage.ReadData;
import dev.parley.protocol.ServerMessage.Server;
import dev.parley.protocol.ServerMessage.Synced;
import dev.parley.protocol.ServerMessage.SyncedData;
import dev.parley.protocol.ServerMessage.TokenExpiring;
import dev.parley.protocol.ServerMessage.TokenExpiringData;
import dev.parley.protocol.ServerMessage.TypingData;
import dev.parley.protocol.ServerMessage.TypingNow;
import dev.parley.protocol.ServerMessage.User;
import dev.parley.protocol.ServerMessage.Welcome;
import dev.parley.protocol.ServerMessage.WelcomeData;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The codec reads and writes exactly the samples that clients in other languages are
 * tested with.
 */
class GoldenSampleTests {

	private static final ProtocolCodec CODEC = new ProtocolCodec();

	private static final Instant AT = Instant.parse("2026-11-20T10:42:00.123Z");

	private static final String ENGAGEMENT = "globex-firewall";

	private static final String ALERT = id(77);

	private static final Person MIA = new Person("mia", "Mia Berg", "MSP", "northwind");

	private static final Person GIL = new Person("gil", "Gil Ortega", "CLIENT", "globex");

	private static final String TEXT = "The tunnel to Zürich is up again 👍\nPlease check from your side.";

	private static final Map<String, ClientMessage> CLIENT = Map.ofEntries(
			Map.entry("send_message", new SendMessage(id(1), ENGAGEMENT, TEXT, 12L)),
			Map.entry("edit_message", new EditMessage(id(2), ENGAGEMENT, 13, "The tunnel to Zürich is up again.")),
			Map.entry("delete_message", new DeleteMessage(id(3), ENGAGEMENT, 13)),
			Map.entry("record_interaction", new RecordInteraction(id(4), ENGAGEMENT, "call", 2)),
			Map.entry("raise_alert",
					new RaiseAlert(id(5), ENGAGEMENT, "critical", "VPN gateway unreachable",
							"No answer from 203.0.113.7 for 5 minutes.", "vpn-gateway:203.0.113.7")),
			Map.entry("acknowledge_alert", new AcknowledgeAlert(id(6), ENGAGEMENT, ALERT, "On my way.")),
			Map.entry("resolve_alert", new ResolveAlert(id(7), ENGAGEMENT, ALERT, "Power supply replaced.")),
			Map.entry("mark_read", new MarkRead(id(8), ENGAGEMENT, 13)),
			Map.entry("typing", new Typing(null, ENGAGEMENT)),
			Map.entry("sync", new Sync(id(10), Map.of(ENGAGEMENT, 41L, "globex-mail", 0L))),
			Map.entry("authenticate", new Authenticate(id(11), "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtaWEifQ.c2lnbmF0dXJl")),
			Map.entry("ping", new Ping(id(12))));

	private static final Map<String, Event> EVENTS = Map.of("chat_message",
			new Event(13, id(1), new ChatMessage(MIA, TEXT, 12L, Instant.parse("2026-11-20T10:43:00Z"), null)),
			"chat_message_edited",
			new Event(14, id(2), new ChatMessageEdited(MIA, 13, "The tunnel to Zürich is up again.")),
			"chat_message_deleted", new Event(15, id(3), new ChatMessageDeleted(MIA, 13)), "engagement_update",
			new Event(16, null,
					new EngagementUpdate(MIA, "status", "Firewall replacement", "on_hold", "northwind", "globex")),
			"alert",
			new Event(17, id(5),
					new AlertRaised(GIL, ALERT, "critical", "VPN gateway unreachable",
							"No answer from 203.0.113.7 for 5 minutes.", "vpn-gateway:203.0.113.7", "raised", 1)),
			"alert_update", new Event(18, id(6), new AlertUpdate(MIA, ALERT, "critical", "VPN gateway unreachable",
					"No answer from 203.0.113.7 for 5 minutes.", "acknowledged", "acknowledged", "On my way.", 3)));

	private static final Map<String, ServerMessage> SERVER = Map.ofEntries(
			Map.entry("interaction_update", new InteractionUpdate(ENGAGEMENT, new InteractionData("call", 5))),
			Map.entry("read", new Read(ENGAGEMENT, new ReadData(new User("gil", "Gil Ortega"), 13))),
			Map.entry("presence",
					new PresenceUpdate(new PresenceData("globex", List.of(new User("gil", "Gil Ortega")), 1))),
			Map.entry("typing", new TypingNow(ENGAGEMENT, new TypingData(new User("gil", "Gil Ortega")))),
			Map.entry("welcome", welcome()),
			Map.entry("ack", new Ack(ENGAGEMENT, id(5), new AppendedEvent(17, false, ALERT))),
			Map.entry("error",
					new Failed(ENGAGEMENT, id(9),
							new ErrorData("rate_limited", "More than 20 messages a second; send again later.", 350L,
									null))),
			Map.entry("synced", new Synced(ENGAGEMENT, new SyncedData(57, false))),
			Map.entry("lag", new Lag(new LagData(Map.of(ENGAGEMENT, 41L, "globex-mail", 7L)))),
			Map.entry("token_expiring",
					new TokenExpiring(new TokenExpiringData(Instant.parse("2026-11-20T10:43:00Z")))),
			Map.entry("bye", new Bye(new ByeData("shutdown", 1870))),
			Map.entry("pong", new Pong(id(12), new Nothing())));

	private record Event(long seq, String id, EventData data) {
	}

	@ParameterizedTest
	@MethodSource("clientTypes")
	void decodesEveryClientSampleToItsMessage(String type) {
		assertThat(CODEC.decode(Samples.of("client", type))).isEqualTo(CLIENT.get(type));
		assertThat(CODEC.decode(Samples.of("client", type).getBytes(UTF_8))).isEqualTo(CLIENT.get(type));
	}

	@ParameterizedTest
	@MethodSource("stateTypes")
	void encodesEveryServerMessageAsItsSample(String type) {
		assertThat(Samples.tree("server", type)).isEqualTo(tree(CODEC.encode(SERVER.get(type), AT)));
		assertThat(keys(CODEC.encode(SERVER.get(type), AT))).isEqualTo(keys(sample(type)));
	}

	@ParameterizedTest
	@MethodSource("eventTypes")
	void encodesEveryEventAsItsSample(String type) {
		Event event = EVENTS.get(type);
		byte[] frame = CODEC.encodeEvent(event.data().type(), AT, ENGAGEMENT, event.seq(), event.id(),
				CODEC.encodeData(event.data()));
		assertThat(new String(frame, UTF_8)).isEqualTo(Samples.of("server", type));
	}

	@ParameterizedTest
	@MethodSource("eventTypes")
	void decodesTheStoredDataOfEveryEvent(String type) {
		EventData data = EVENTS.get(type).data();
		assertThat(CODEC.decodeData(Samples.tree("server", type).get("data").toString(), data.getClass()))
			.isEqualTo(data);
	}

	@Test
	void everyMessageHasASample() {
		assertThat(Samples.types("client")).hasSize(ClientMessage.class.getPermittedSubclasses().length);
		assertThat(Samples.types("server"))
			.hasSize(ServerMessage.class.getPermittedSubclasses().length
					+ EventData.class.getPermittedSubclasses().length)
			.containsAll(SERVER.keySet())
			.containsAll(EVENTS.keySet());
	}

	@Test
	void writesTheTextOfADeletedMessageAsNull() {
		assertThat(CODEC.encodeData(new ChatMessage(MIA, null, null, null, AT)))
			.isEqualTo("{\"author\":{\"id\":\"mia\",\"name\":\"Mia Berg\",\"role\":\"MSP\","
					+ "\"organisation\":\"northwind\"},\"text\":null,\"deletedAt\":\"2026-11-20T10:42:00.123Z\"}");
	}

	private static Welcome welcome() {
		return new Welcome(new WelcomeData("c-7f3a91", new User("mia", "Mia Berg"),
				List.of(new GrantData("MSP", "northwind", true), new GrantData("CLIENT", "initech", null),
						new GrantData("ADMIN", null, null)),
				new ConnectionLimits(65536, 20, 40, 20, 8000), new Heartbeat(25000, 10000),
				Instant.parse("2026-11-20T10:57:00Z"), new Server("0.1.0", "node-1")));
	}

	private static String id(int number) {
		return "018f3d2a-7c1b-7000-8000-%012d".formatted(number);
	}

	private static byte[] sample(String type) {
		return Samples.of("server", type).getBytes(UTF_8);
	}

	private static Object tree(byte[] json) {
		return new JsonMapper().readTree(json);
	}

	private static List<String> keys(byte[] json) {
		return List.copyOf(new JsonMapper().readTree(json).propertyNames());
	}

	static Stream<String> clientTypes() {
		return Samples.types("client").stream();
	}

	static Stream<String> stateTypes() {
		return SERVER.keySet().stream().sorted();
	}

	static Stream<String> eventTypes() {
		return EVENTS.keySet().stream().sorted();
	}

}
