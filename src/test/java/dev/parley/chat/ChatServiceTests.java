package dev.parley.chat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.engagement.Features;
import dev.parley.identity.Caller;
import dev.parley.journal.Appended;
import dev.parley.journal.Event;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.EditMessage;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.EventData.ChatMessageEdited;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.CLOUD;
import static dev.parley.engagement.Example.DANA;
import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.LENA;
import static dev.parley.engagement.Example.MAIL;
import static dev.parley.engagement.Example.MIA;
import static dev.parley.engagement.Example.NOAH;
import static dev.parley.engagement.Example.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class ChatServiceTests {

	private final ProtocolCodec codec = new ProtocolCodec();

	private Features features;

	private ChatService chat;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database);
		this.chat = this.features.bean(ChatService.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void storesAMessageWithItsAuthorAndTheirRole() {
		assertThat(send(MIA, "one", "m1")).isEqualTo(new Appended(FIREWALL, 1, false));
		assertThat(send(DANA, "two", null).seq()).isEqualTo(2);
		assertThat(message(1))
			.isEqualTo(new ChatMessage(new Person("mia", "Mia", "MSP", "northwind"), "one", null, null, null));
		assertThat(message(2).author()).isEqualTo(new Person("dana", "Dana", "CLIENT", "globex"));
		assertThat(this.chat.send(DANA, new SendMessage(null, CLOUD, "three", null)).join().seq()).isEqualTo(1);
	}

	@Test
	void storesTheSameIdOnceAndRepeatsTheAnswer() {
		Appended first = send(MIA, "one", "m1");
		send(MIA, "other", "m2");
		assertThat(send(MIA, "one", "m1")).isEqualTo(new Appended(FIREWALL, first.seq(), true));
		assertThat(send(GIL, "one", "m1").duplicate()).as("the same id of another author").isFalse();
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(3);
	}

	@Test
	void aClosedEngagementRejectsMessagesAndEditsButAllowsDeletions() {
		send(MIA, "one", "m1");
		this.features.database().jdbc().sql("update engagement set status = 'closed'").update();
		assertThat(Refusal.of(() -> send(MIA, "two", "m2")).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(Refusal.of(() -> this.chat.edit(MIA, new EditMessage(null, FIREWALL, 1, "other"))).code())
			.isEqualTo(ErrorCode.CONFLICT);
		assertThat(send(MIA, "one", "m1").duplicate()).isTrue();
		assertThat(this.chat.delete(MIA, new DeleteMessage(null, FIREWALL, 1)).join().seq()).isEqualTo(2);
	}

	@Test
	void rejectsAnIdUsedInAnotherEngagement() {
		send(MIA, "one", "m1");
		assertThat(Refusal.of(() -> this.chat.send(MIA, new SendMessage("m1", MAIL, "one", null))).code())
			.isEqualTo(ErrorCode.ID_REUSED);
	}

	@Test
	void anEngagementOutOfScopeLooksLikeOneThatDoesNotExist() {
		for (Caller outsider : List.of(IAN, LENA, ROOT)) {
			RejectedException outside = Refusal
				.of(() -> this.chat.send(outsider, new SendMessage(null, FIREWALL, "hi", null)));
			RejectedException missing = Refusal
				.of(() -> this.chat.send(outsider, new SendMessage(null, "no-such", "hi", null)));
			assertThat(outside.code()).isEqualTo(ErrorCode.NOT_FOUND).isEqualTo(missing.code());
			assertThat(outside.explanation()).isEqualTo(missing.explanation());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\t", "\u0000", "a\u0007b", "\r\n x \r", "\u0085", "\ud800", "x\udfff" })
	void rejectsUnreadableText(String text) {
		RejectedException refusal = Refusal.of(() -> send(MIA, text, null));
		assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
		assertThat(refusal.field()).isEqualTo("text");
	}

	@Test
	void acceptsEightThousandCodePoints() {
		String longest = "👍".repeat(8000);
		send(MIA, longest, null);
		assertThat(message(1).text()).isEqualTo(longest);
		assertThat(Refusal.of(() -> send(MIA, longest + "x", null)).field()).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "'; drop table event; --", "\"}", "\\u0000", "‮override",
			"${jndi:ldap://x}", "line\n\ttab", "%s%n" })
	void storesHostileTextUnchanged(String text) {
		send(MIA, text, null);
		assertThat(message(1).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "ä", "a\u0000", "../x" })
	void rejectsInvalidIds(String id) {
		assertThat(Refusal.of(() -> send(MIA, "x", id)).field()).isEqualTo("id");
		assertThat(Refusal.of(() -> this.chat.send(MIA, new SendMessage(null, id, "x", null))).field())
			.isEqualTo("engagement");
	}

	@Test
	void aReplyMustReferToAMessageInTheSameEngagement() {
		send(MIA, "one", null);
		assertThat(reply(1L).seq()).isEqualTo(2);
		assertThat(message(2).replyTo()).isEqualTo(1);
		for (long wrong : new long[] { -1, 0, 3, 99, Long.MAX_VALUE, Long.MIN_VALUE }) {
			assertThat(Refusal.of(() -> reply(wrong)).field()).isEqualTo("replyTo");
		}
		delete(MIA, 1, null);
		assertThat(Refusal.of(() -> reply(3L)).field()).as("an event that is not a message").isEqualTo("replyTo");
	}

	@Test
	void anEditIsAnEventAndRewritesTheOriginal() {
		send(MIA, "one", "m1");
		this.features.clock().turn(Duration.ofMinutes(1));
		assertThat(edit(MIA, 1, "two", "m2")).isEqualTo(new Appended(FIREWALL, 2, false));
		assertThat(message(1).text()).isEqualTo("two");
		assertThat(message(1).editedAt()).isEqualTo(this.features.clock().instant());
		assertThat(editOf(2)).isEqualTo(new ChatMessageEdited(message(1).author(), 1, "two"));
		assertThat(edit(MIA, 1, "two", "m2")).isEqualTo(new Appended(FIREWALL, 2, true));
	}

	@Test
	void onlyTheAuthorMayEditAMessage() {
		send(MIA, "one", null);
		assertThat(Refusal.of(() -> edit(NOAH, 1, "two", null)).code()).isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(Refusal.of(() -> edit(IAN, 1, "two", null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(message(1).text()).isEqualTo("one");
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(1);
	}

	@Test
	void doesNotEditOrDeleteAnEventThatIsNotAMessage() {
		send(MIA, "one", null);
		edit(MIA, 1, "two", null);
		for (long wrong : new long[] { 2, 3, FieldRules.MAX_SEQ }) {
			assertThat(Refusal.of(() -> edit(MIA, wrong, "x", null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
			assertThat(Refusal.of(() -> delete(MIA, wrong, null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		}
	}

	@Test
	void aDeletionRemovesTheTextFromTheMessageAndItsEdits() {
		send(MIA, "secret one", null);
		edit(MIA, 1, "secret two", null);
		edit(MIA, 1, "secret three", null);
		assertThat(delete(MIA, 1, null)).isEqualTo(new Appended(FIREWALL, 4, false));
		assertThat(message(1).text()).isNull();
		assertThat(message(1).deletedAt()).isEqualTo(this.features.clock().instant());
		assertThat(editOf(2).text()).isNull();
		assertThat(this.features.journal().after(FIREWALL, 0, 100)).extracting(Event::data)
			.noneMatch((data) -> data.contains("secret"));
	}

	@Test
	void onlyTheAuthorOrAManagerOfTheMspMayDeleteAMessage() {
		send(GIL, "one", null);
		assertThat(Refusal.of(() -> delete(MIA, 1, null)).code()).isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(Refusal.of(() -> delete(DANA, 1, null)).code()).isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(Refusal.of(() -> delete(LENA, 1, null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(delete(NOAH, 1, null).seq()).isEqualTo(2);
	}

	@Test
	void deletingAgainChangesNothingAndRepeatsTheAnswer() {
		send(MIA, "one", null);
		Appended first = delete(MIA, 1, "d1");
		assertThat(delete(MIA, 1, "d1")).isEqualTo(new Appended(FIREWALL, first.seq(), true));
		assertThat(delete(NOAH, 1, null)).isEqualTo(new Appended(FIREWALL, first.seq(), true));
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(2);
	}

	@Test
	void aDeletedMessageCannotBeEditedButARepeatedEditGetsItsAnswer() {
		send(MIA, "one", null);
		edit(MIA, 1, "two", "e1");
		delete(MIA, 1, null);
		assertThat(Refusal.of(() -> edit(MIA, 1, "three", null)).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(edit(MIA, 1, "two", "e1")).isEqualTo(new Appended(FIREWALL, 2, true));
		assertThat(message(1).text()).isNull();
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(3);
	}

	@Test
	void concurrentEditsAndDeletionsLeaveNoText() {
		send(MIA, "secret", null);
		List<CompletableFuture<Appended>> racing = IntStream.range(0, 50)
			.mapToObj((n) -> (n == 25) ? this.chat.delete(MIA, new DeleteMessage(null, FIREWALL, 1))
					: this.chat.edit(MIA, new EditMessage(null, FIREWALL, 1, "secret " + n)))
			.toList();
		racing.forEach((one) -> one.handle((_, _) -> true).join());
		assertThat(message(1).text()).isNull();
		assertThat(this.features.journal().after(FIREWALL, 0, 200)).extracting(Event::data)
			.noneMatch((data) -> data.contains("secret"));
	}

	private Appended send(Caller caller, String text, @Nullable String id) {
		return this.chat.send(caller, new SendMessage(id, FIREWALL, text, null)).join();
	}

	private Appended reply(Long to) {
		return this.chat.send(GIL, new SendMessage(null, FIREWALL, "yes", to)).join();
	}

	private Appended edit(Caller caller, long seq, String text, @Nullable String id) {
		return this.chat.edit(caller, new EditMessage(id, FIREWALL, seq, text)).join();
	}

	private Appended delete(Caller caller, long seq, @Nullable String id) {
		return this.chat.delete(caller, new DeleteMessage(id, FIREWALL, seq)).join();
	}

	private ChatMessage message(long seq) {
		return this.codec.decodeData(event(seq).data(), ChatMessage.class);
	}

	private ChatMessageEdited editOf(long seq) {
		return this.codec.decodeData(event(seq).data(), ChatMessageEdited.class);
	}

	private Event event(long seq) {
		return this.features.journal().after(FIREWALL, seq - 1, 1).getFirst();
	}

}
