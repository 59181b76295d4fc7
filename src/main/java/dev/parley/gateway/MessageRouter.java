package dev.parley.gateway;

import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

import dev.parley.alert.AlertChange;
import dev.parley.alert.AlertService;
import dev.parley.chat.ChatService;
import dev.parley.chat.ReadService;
import dev.parley.chat.TypingService;
import dev.parley.engagement.InteractionService;
import dev.parley.identity.Caller;
import dev.parley.journal.Appended;
import dev.parley.journal.Replay;
import dev.parley.protocol.ClientMessage;
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
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Connection;

/**
 * Passes each message to the service that handles it.
 */
@Component
final class MessageRouter {

	private static final ServerMessage.Nothing NOTHING = new ServerMessage.Nothing();

	private final ChatService chat;

	private final ReadService reads;

	private final TypingService typing;

	private final InteractionService interactions;

	private final AlertService alerts;

	private final Replay replay;

	private final TokenRenewal renewal;

	MessageRouter(ChatService chat, ReadService reads, TypingService typing, InteractionService interactions,
			AlertService alerts, Replay replay, TokenRenewal renewal) {
		this.chat = chat;
		this.reads = reads;
		this.typing = typing;
		this.interactions = interactions;
		this.alerts = alerts;
		this.replay = replay;
		this.renewal = renewal;
	}

	/**
	 * Processes a message and completes with the data of its ack. A refusal is thrown or
	 * fails the future.
	 */
	CompletableFuture<? extends Record> route(Connection connection, ClientMessage message) {
		Caller caller = connection.authenticated().caller();
		return switch (message) {
			case SendMessage m -> this.chat.send(caller, m).thenApply(MessageRouter::appended);
			case EditMessage m -> this.chat.edit(caller, m).thenApply(MessageRouter::appended);
			case DeleteMessage m -> this.chat.delete(caller, m).thenApply(MessageRouter::appended);
			case RecordInteraction m -> this.interactions.record(caller, m)
				.thenApply((recorded) -> new ServerMessage.Counted(recorded.kind(), recorded.total(),
						recorded.duplicate()));
			case RaiseAlert m -> this.alerts.raise(caller, m).thenApply(MessageRouter::raised);
			case AcknowledgeAlert m ->
				this.alerts.acknowledge(caller, m).thenApply((change) -> appended(change.appended()));
			case ResolveAlert m -> this.alerts.resolve(caller, m).thenApply((change) -> appended(change.appended()));
			case MarkRead m -> this.reads.markRead(caller, m).thenApply((_) -> NOTHING);
			case Typing m -> {
				this.typing.typing(caller, m);
				yield CompletableFuture.completedFuture(NOTHING);
			}
			case Sync m -> this.replay.start(connection, m).thenApply((_) -> NOTHING);
			case Authenticate m -> CompletableFuture.completedFuture(this.renewal.renew(connection, m));
			case Ping _ -> CompletableFuture.completedFuture(NOTHING);
		};
	}

	private static ServerMessage.AppendedEvent appended(Appended appended) {
		return new ServerMessage.AppendedEvent(appended.seq(), appended.duplicate(), null);
	}

	private static ServerMessage.AppendedEvent raised(AlertChange change) {
		return new ServerMessage.AppendedEvent(change.appended().seq(), change.appended().duplicate(),
				change.alert().id());
	}

}
