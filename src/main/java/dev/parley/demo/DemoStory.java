package dev.parley.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.demo.DemoScript.Conversation;
import dev.parley.demo.DemoScript.DemoAlert;
import dev.parley.demo.DemoScript.Scene;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.journal.Entry;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.EventData;
import dev.parley.protocol.EventData.AlertRaised;
import dev.parley.protocol.EventData.AlertUpdate;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.EventData.ChatMessageDeleted;
import dev.parley.protocol.EventData.ChatMessageEdited;
import dev.parley.protocol.EventData.EngagementUpdate;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.storage.NewIds;

/**
 * Writes one conversation of the demo into the journal, scene by scene, at the times at
 * which it happened. Belongs to one unit of work. Uses SQL for the tables of other
 * packages: their services cannot write into the past.
 */
final class DemoStory {

	private final JournalTransaction transaction;

	private final Conversation conversation;

	private final Map<String, Caller> people;

	private final ProtocolCodec codec;

	private final JsonMapper mapper;

	private final NewIds ids;

	/**
	 * Messages that scenes named.
	 */
	private final Map<String, Said> messages = new HashMap<>();

	private final Map<String, Raised> alerts = new HashMap<>();

	private String status = "open";

	DemoStory(JournalTransaction transaction, Conversation conversation, Map<String, Caller> people,
			ProtocolCodec codec, JsonMapper mapper, NewIds ids) {
		this.transaction = transaction;
		this.conversation = conversation;
		this.people = people;
		this.codec = codec;
		this.mapper = mapper;
		this.ids = ids;
	}

	void play() {
		Scene first = this.conversation.scenes().getFirst();
		Instant opened = first.at(this.transaction.now());
		Person opener = person(first.by());
		jdbc()
			.sql("insert into engagement (id, msp_id, client_id, title, status, created_by, created_at, updated_at)"
					+ " values (?, ?, ?, ?, 'open', ?, ?, ?)")
			.params(this.conversation.id(), this.conversation.msp(), this.conversation.client(),
					this.conversation.title(), opener.id(), opened.toEpochMilli(), opened.toEpochMilli())
			.update();
		append(update(opener, "created"), null, opened);
		long head = 1;
		for (Scene scene : this.conversation.scenes()) {
			head = play(scene, person(scene.by()), scene.at(this.transaction.now()));
		}
		count();
		read(head);
	}

	private long play(Scene scene, Person by, Instant at) {
		if (scene.says() != null) {
			return say(scene, by, scene.says(), at);
		}
		if (scene.edits() != null) {
			return edit(said(scene.edits()), by, Objects.requireNonNull(scene.text()), at);
		}
		if (scene.deletes() != null) {
			return delete(said(scene.deletes()), by, at);
		}
		if (scene.raises() != null) {
			return raise(scene, by, scene.raises(), at);
		}
		if (scene.acknowledges() != null) {
			return change(alert(scene.acknowledges()), "acknowledged", by, scene.comment(), at);
		}
		if (scene.resolves() != null) {
			return change(alert(scene.resolves()), "resolved", by, scene.comment(), at);
		}
		return become(Objects.requireNonNull(scene.becomes()), by, at);
	}

	private long say(Scene scene, Person by, String text, Instant at) {
		Long replyTo = (scene.to() != null) ? said(scene.to()).seq() : null;
		ChatMessage message = new ChatMessage(by, text, replyTo, null, null);
		long seq = append(message, null, at);
		if (scene.as() != null) {
			this.messages.put(scene.as(), new Said(seq, message));
		}
		return seq;
	}

	private long edit(Said said, Person by, String text, Instant at) {
		long seq = append(new ChatMessageEdited(by, said.seq(), text), said.seq(), at);
		rewrite(said, new ChatMessage(by, text, said.message().replyTo(), at, null));
		return seq;
	}

	private long delete(Said said, Person by, Instant at) {
		long seq = append(new ChatMessageDeleted(by, said.seq()), said.seq(), at);
		rewrite(said, new ChatMessage(said.message().author(), null, said.message().replyTo(), null, at));
		return seq;
	}

	private long raise(Scene scene, Person by, DemoAlert alert, Instant at) {
		String id = this.ids.next();
		long seq = append(
				new AlertRaised(by, id, alert.severity(), alert.title(), alert.detail(), alert.key(), "raised", 1),
				null, at);
		jdbc()
			.sql("insert into alert (id, engagement_id, seq, severity, title, detail, dedup_key, state, occurrences,"
					+ " raised_by, raised_at) values (?, ?, ?, ?, ?, ?, ?, 'raised', 1, ?, ?)")
			.params(id, this.conversation.id(), seq, alert.severity(), alert.title())
			.param(alert.detail())
			.param(alert.key())
			.param(this.mapper.writeValueAsString(by))
			.param(at.toEpochMilli())
			.update();
		this.alerts.put(Objects.requireNonNull(scene.as()), new Raised(id, alert));
		return seq;
	}

	private long change(Raised raised, String state, Person by, @Nullable String comment, Instant at) {
		DemoAlert alert = raised.alert();
		long seq = append(new AlertUpdate(by, raised.id(), alert.severity(), alert.title(), alert.detail(), state,
				state, comment, 1), null, at);
		jdbc()
			.sql("update alert set state = ?, comment = coalesce(?, comment), " + state + "_by = ?, " + state
					+ "_at = ? where id = ?")
			.param(state)
			.param(comment)
			.param(this.mapper.writeValueAsString(by))
			.param(at.toEpochMilli())
			.param(raised.id())
			.update();
		return seq;
	}

	private long become(String next, Person by, Instant at) {
		this.status = next;
		jdbc().sql("update engagement set status = ?, version = version + 1 where id = ?")
			.params(next, this.conversation.id())
			.update();
		return append(update(by, "status"), null, at);
	}

	private void count() {
		this.conversation.interactions()
			.forEach((kind, total) -> jdbc()
				.sql("insert into interaction_total (engagement_id, kind, total, updated_at) values (?, ?, ?, ?)")
				.params(this.conversation.id(), kind, total, this.transaction.now().toEpochMilli())
				.update());
	}

	private void read(long head) {
		this.people.forEach((name, caller) -> {
			if (caller.sees(this.conversation.msp(), this.conversation.client())) {
				jdbc().sql("insert into read_marker (user_id, engagement_id, seq, at) values (?, ?, ?, ?)")
					.params(caller.id(), this.conversation.id(),
							Math.max(1, head - this.conversation.behind().getOrDefault(name, 0)),
							this.transaction.now().toEpochMilli())
					.update();
			}
		});
	}

	private long append(EventData data, @Nullable Long amends, Instant at) {
		Entry entry = Entry.of(this.conversation.id(), null, data, this.codec).amending(amends);
		return this.transaction.append(entry, at).seq();
	}

	private void rewrite(Said said, ChatMessage message) {
		this.transaction.rewrite(this.conversation.id(), said.seq(), this.codec.encodeData(message));
	}

	private EngagementUpdate update(Person by, String change) {
		return new EngagementUpdate(by, change, this.conversation.title(), this.status, this.conversation.msp(),
				this.conversation.client());
	}

	private Person person(String name) {
		Caller caller = Objects.requireNonNull(this.people.get(name), name);
		Grant grant = caller.actingFor(this.conversation.msp(), this.conversation.client()).orElseThrow();
		return new Person(caller.id(), caller.name(), grant.role().name(), grant.organisation());
	}

	private Said said(String name) {
		return Objects.requireNonNull(this.messages.get(name), name);
	}

	private Raised alert(String name) {
		return Objects.requireNonNull(this.alerts.get(name), name);
	}

	private JdbcClient jdbc() {
		return this.transaction.jdbc();
	}

	private record Said(long seq, ChatMessage message) {
	}

	private record Raised(String id, DemoAlert alert) {
	}

}
