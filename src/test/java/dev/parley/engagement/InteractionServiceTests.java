package dev.parley.engagement;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.engagement.RecordedFrames.Sent;
import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ErrorCode;
import dev.parley.realtime.Audience;
import dev.parley.realtime.DeliveryClass;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.MAIL;
import static dev.parley.engagement.Example.MIA;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class InteractionServiceTests {

	private Features features;

	private InteractionService interactions;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database, "parley.engagement.interaction-kinds=3");
		this.interactions = this.features.bean(InteractionService.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void returnsTheNewTotalOfTheKind() {
		assertThat(record(MIA, "call", 1, null)).isEqualTo(new Recorded(FIREWALL, "call", 1, false));
		assertThat(record(GIL, "call", 1000, null).total()).isEqualTo(1001);
		assertThat(record(GIL, "visit", 2, null).total()).isEqualTo(2);
		assertThat(this.interactions.record(MIA, new RecordInteraction(null, MAIL, "call", 1)).join().total())
			.isEqualTo(1);
	}

	@Test
	void broadcastsTheNewTotalToEveryoneInScope() {
		record(MIA, "call", 3, null);
		Sent sent = this.features.frames().of(DeliveryClass.STATE).getFirst();
		assertThat(sent.audience()).isEqualTo(new Audience("northwind", "globex"));
		assertThat(sent.text()).contains("\"type\":\"interaction_update\"", "\"engagement\":\"globex-firewall\"",
				"\"data\":{\"kind\":\"call\",\"total\":3}");
		assertThat(sent.frame().key()).isNotEqualTo("call");
	}

	@Test
	void countsTheSameIdOnceAndRepeatsTheAnswer() {
		assertThat(record(MIA, "call", 2, "i1").total()).isEqualTo(2);
		record(GIL, "call", 5, "i1");
		assertThat(record(MIA, "call", 2, "i1")).isEqualTo(new Recorded(FIREWALL, "call", 2, true));
		assertThat(record(MIA, "call", 1, null).total()).isEqualTo(8);
		assertThat(this.features.frames().of(DeliveryClass.STATE)).as("a repetition is not broadcast").hasSize(3);
	}

	@Test
	void rejectsAnIdUsedForAnotherInteraction() {
		record(MIA, "call", 2, "i1");
		assertThat(Refusal.of(() -> record(MIA, "call", 3, "i1")).code()).isEqualTo(ErrorCode.ID_REUSED);
		assertThat(Refusal.of(() -> record(MIA, "visit", 2, "i1")).code()).isEqualTo(ErrorCode.ID_REUSED);
		assertThat(Refusal.of(() -> this.interactions.record(MIA, new RecordInteraction("i1", MAIL, "call", 2))).code())
			.isEqualTo(ErrorCode.ID_REUSED);
		assertThat(record(MIA, "call", 1, null).total()).isEqualTo(3);
	}

	@Test
	void countsConcurrentInteractionsOncePerId() {
		List<CompletableFuture<Recorded>> all = IntStream.range(0, 200)
			.mapToObj((n) -> this.interactions.record(MIA,
					new RecordInteraction((n % 2 == 0) ? "same" : "other-" + n, FIREWALL, "call", 1)))
			.toList();
		all.forEach(CompletableFuture::join);
		assertThat(record(MIA, "call", 1, null).total()).isEqualTo(102);
	}

	@Test
	void theLastFrameHasTheLastTotal() {
		List<CompletableFuture<Recorded>> all = IntStream.range(0, 100)
			.mapToObj((n) -> this.interactions.record(MIA, new RecordInteraction(null, FIREWALL, "call", 1)))
			.toList();
		all.forEach(CompletableFuture::join);
		assertThat(this.features.frames().of(DeliveryClass.STATE).getLast().text()).contains("\"total\":100}");
	}

	@Test
	void limitsTheNumberOfKinds() {
		record(MIA, "a", 1, null);
		record(MIA, "b", 1, null);
		record(MIA, "c", 1, null);
		assertThat(Refusal.of(() -> record(MIA, "d", 1, "i1")).field()).isEqualTo("kind");
		assertThat(record(MIA, "c", 1, "i1").total()).as("the rejected one was not counted").isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "Call", "1call", "call me", "call;", "cäll", "\u0000",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void rejectsInvalidKinds(String kind) {
		assertThat(Refusal.of(() -> record(MIA, kind, 1, null)).field()).isEqualTo("kind");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE })
	void rejectsInvalidCounts(int count) {
		assertThat(Refusal.of(() -> record(MIA, "call", count, null)).field()).isEqualTo("count");
	}

	@Test
	void aClosedEngagementCountsNothingButRepeatsEarlierAnswers() {
		record(MIA, "call", 2, "r1");
		this.features.database().jdbc().sql("update engagement set status = 'closed'").update();
		assertThat(Refusal.of(() -> record(MIA, "call", 1, "r2")).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(record(MIA, "call", 2, "r1").total()).isEqualTo(2);
	}

	@Test
	void rejectsAnInteractionOutOfScope() {
		assertThat(Refusal.of(() -> record(IAN, "call", 1, null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	private Recorded record(Caller caller, String kind, int count, @Nullable String id) {
		return this.interactions.record(caller, new RecordInteraction(id, FIREWALL, kind, count)).join();
	}

}
