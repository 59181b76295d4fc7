package dev.parley.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static dev.parley.realtime.TestConnections.answer;
import static dev.parley.realtime.TestConnections.bytes;
import static dev.parley.realtime.TestConnections.chat;
import static org.assertj.core.api.Assertions.assertThat;

class OutboxTests {

	private static final int LIMIT = 1000;

	private final RealtimeStatistics statistics = new RealtimeStatistics();

	private final Outbox outbox = new Outbox(
			new Outbox.OutboxSettings(LIMIT, 1_000_000, OutboxTests::lag, this.statistics));

	private final List<String> told = new ArrayList<>();

	static Frame lag(Map<String, Long> holes) {
		return answer("lag" + new TreeMap<>(holes));
	}

	@Test
	void keepsTheOrder() {
		for (int seq = 1; seq <= 20; seq++) {
			offer(chat("e", seq));
		}
		assertThat(drain()).hasSize(20).startsWith("e#1", "e#2").endsWith("e#20");
		assertThat(this.outbox.isIdle()).isTrue();
		assertThat(this.outbox.bytes()).isZero();
	}

	@Test
	void dropsEphemeralFramesFirst() {
		offer(chat("e", 1));
		offer(Frame.ephemeral(bytes("t".repeat(500))));
		offer(chat("e", 2, 600));
		assertThat(drain()).containsExactly("e#1", text("e", 2, 600));
		assertThat(this.statistics.losses().ephemeralDropped()).isOne();
	}

	@Test
	void dropsTheEphemeralFrameThatFindsNoRoom() {
		offer(chat("e", 1, 900));
		offer(Frame.ephemeral(bytes("t".repeat(200))));
		assertThat(drain()).containsExactly(text("e", 1, 900));
	}

	@Test
	void replacesStatesByTheirLatestBeforeAnyEventIsDropped() {
		offer(Frame.state("a", bytes("a1" + "x".repeat(300))));
		offer(chat("e", 1));
		offer(Frame.state("b", bytes("b1")));
		offer(Frame.state("a", bytes("a2")));
		offer(chat("e", 2, 700));
		assertThat(drain()).containsExactly("e#1", "b1", "a2", text("e", 2, 700));
		assertThat(this.statistics.losses().demoted()).isZero();
	}

	@Test
	void tellsOnceFromWhereToSyncEachEngagementWhoseEventsHadToGo() {
		offer(chat("a", 41));
		offer(chat("b", 8));
		offer(chat("a", 42));
		offer(answer("ack"));
		offer(chat("a", 43, 990));
		assertThat(drain()).containsExactly("ack", "lag{a=40, b=7}");
		assertThat(this.statistics.losses().demoted()).isOne();
	}

	@Test
	void keepsAnEventOfAnEngagementThatHasNoHole() {
		offer(chat("a", 1, 600));
		offer(chat("b", 1, 600));
		assertThat(drain()).containsExactly("lag{a=0}", text("b", 1, 600));
	}

	@Test
	void withholdsTheEngagementUntilTheClientHasSynced() {
		overflowEngagementA();
		assertThat(drain()).containsExactly("lag{a=0}");
		offer(chat("a", 3));
		assertThat(drain()).isEmpty();
		hold("a");
		replay("a", List.of(chat("a", 1), chat("a", 2), chat("a", 3)), 3, false);
		offer(chat("a", 4));
		assertThat(drain()).containsExactly("a#1", "a#2", "a#3", "synced 3", "a#4");
	}

	@Test
	void demotesAnOutboxThatHasNotBeenEmptyForTooLong() {
		this.outbox.offer(chat("a", 1), 0);
		this.outbox.offer(chat("a", 2), 1_000_000);
		this.outbox.offer(chat("a", 3), 1_000_001);
		assertThat(drain()).containsExactly("lag{a=0}");
	}

	@Test
	void asksToDropAConnectionThatAsksAndDoesNotRead() {
		boolean bearable = true;
		for (int i = 0; i < 200 && bearable; i++) {
			bearable = this.outbox.offer(answer("ack " + i), 0);
		}
		assertThat(bearable).isFalse();
		assertThat(this.outbox.bytes()).isLessThan(2 * LIMIT);
	}

	@Test
	void letsAnUrgentEventOvertakeEverythingButItsOwnEngagement() {
		offer(chat("a", 1));
		offer(chat("b", 1));
		offer(answer("ack"));
		offer(Frame.state("a", bytes("state")));
		offer(urgent("b", 2));
		offer(urgent("a", 2));
		offer(urgent("c", 1));
		assertThat(drain()).containsExactly("a#1", "b#1", "!b#2", "!a#2", "!c#1", "ack", "state");
	}

	@Test
	void letsNoUrgentEventOvertakeTheReplayOfItsEngagement() {
		hold("a");
		replay("a", List.of(chat("a", 1)), 1, false);
		offer(urgent("a", 2));
		assertThat(drain()).containsExactly("a#1", "synced 1", "!a#2");
	}

	@Test
	void withholdsLiveEventsWhileHeld() {
		offer(chat("a", 1));
		hold("a");
		offer(chat("a", 2));
		offer(chat("b", 1));
		assertThat(this.told).containsExactly("held a");
		assertThat(drain()).containsExactly("b#1");
	}

	@Test
	void readsOnWhenEventsCameDuringTheLastPage() {
		hold("a");
		offer(chat("a", 2));
		replay("a", List.of(chat("a", 1)), 1, false);
		assertThat(drain()).containsExactly("a#1");
		this.outbox.grantPage();
		assertThat(this.told).containsExactly("held a", "missed 1");
		replay("a", List.of(chat("a", 2)), 2, false);
		assertThat(drain()).containsExactly("a#2", "synced 2");
		assertThat(this.told).containsExactly("held a", "missed 1", "synced");
	}

	@Test
	void deliversNothingLiveThatAPageWasQuickerToBring() {
		hold("a");
		replay("a", List.of(chat("a", 1), chat("a", 2), chat("a", 3)), 3, 1, false);
		offer(chat("a", 2));
		offer(chat("a", 3));
		offer(chat("a", 4));
		assertThat(drain()).containsExactly("a#1", "a#2", "a#3", "synced 3", "a#4");
		assertThat(this.outbox.isIdle()).isTrue();
	}

	@Test
	void staysHeldAfterAPageWithMore() {
		hold("a");
		replay("a", List.of(chat("a", 1)), 1, true);
		offer(chat("a", 3));
		assertThat(drain()).containsExactly("a#1", "synced 1");
		hold("a");
		replay("a", List.of(chat("a", 2), chat("a", 3)), 3, false);
		offer(chat("a", 4));
		assertThat(drain()).containsExactly("a#2", "a#3", "synced 3", "a#4");
	}

	@Test
	void staysWithheldAfterAnAbandonedHold() {
		hold("a");
		this.outbox.abandon("a");
		offer(chat("a", 1));
		assertThat(drain()).isEmpty();
		hold("a");
		replay("a", List.of(chat("a", 1)), 1, false);
		assertThat(drain()).containsExactly("a#1", "synced 1");
	}

	@Test
	void grantsAHoldOnlyWhenUnderHalfFull() {
		offer(answer("x".repeat(600)));
		hold("a");
		assertThat(this.told).isEmpty();
		drain();
		this.outbox.grantPage();
		assertThat(this.told).containsExactly("held a");
	}

	@Test
	void takesOnePageAtATime() {
		hold("a");
		hold("b");
		assertThat(this.told).containsExactly("held a");
		replay("a", List.of(), 0, false);
		this.outbox.grantPage();
		assertThat(this.told).containsExactly("held a", "synced", "held b");
	}

	@Test
	void letsTwoSyncsOfOneEngagementEndInAnyOrder() {
		hold("a");
		hold("a");
		replay("a", List.of(chat("a", 1)), 1, false);
		offer(chat("a", 2));
		this.outbox.grantPage();
		replay("a", List.of(chat("a", 1), chat("a", 2)), 2, false);
		offer(chat("a", 3));
		assertThat(drain()).containsExactly("a#1", "synced 1", "a#1", "a#2", "synced 2", "a#3");
	}

	@Test
	void keepsAReplayWhateverElseHasToGo() {
		hold("a");
		replay("a", List.of(chat("a", 1, 400), chat("a", 2, 400)), 2, false);
		offer(chat("a", 3, 900));
		offer(chat("a", 4, 900));
		assertThat(drain()).containsExactly(text("a", 1, 400), text("a", 2, 400), "synced 2", "lag{a=2}");
	}

	@Test
	void forgetsEverythingWhenCleared() {
		offer(chat("a", 1));
		hold("b");
		this.outbox.clear();
		assertThat(drain()).isEmpty();
		assertThat(this.outbox.isIdle()).isTrue();
		this.outbox.abandon("b");
		replay("b", List.of(chat("b", 1)), 1, false);
		assertThat(drain()).isEmpty();
	}

	private void overflowEngagementA() {
		offer(chat("a", 1, 600));
		offer(chat("a", 2, 600));
	}

	private void offer(Frame frame) {
		assertThat(this.outbox.offer(frame, 0)).isTrue();
	}

	private void hold(String engagement) {
		this.outbox.hold(engagement, () -> this.told.add("held " + engagement));
		this.outbox.grantPage();
	}

	private void replay(String engagement, List<Frame> events, long upTo, boolean more) {
		replay(engagement, events, upTo, upTo, more);
	}

	private void replay(String engagement, List<Frame> events, long upTo, long live, boolean more) {
		this.outbox.replay(new ReplayPage(engagement, events, upTo, live, more, answer("synced " + upTo)),
				new Telling(), 0);
	}

	private List<String> drain() {
		List<String> texts = new ArrayList<>();
		for (Frame next = this.outbox.peek(); next != null; next = this.outbox.peek()) {
			texts.add(next.text());
			this.outbox.remove();
		}
		return texts;
	}

	private static Frame urgent(String engagement, long seq) {
		return Frame.journal(engagement, seq, bytes("!" + engagement + "#" + seq), true);
	}

	private static String text(String engagement, long seq, int padding) {
		return chat(engagement, seq, padding).text();
	}

	private final class Telling implements ReplayOutcome {

		@Override
		public void synced() {
			OutboxTests.this.told.add("synced");
		}

		@Override
		public void missed(long upTo) {
			OutboxTests.this.told.add("missed " + upTo);
		}

	}

}
