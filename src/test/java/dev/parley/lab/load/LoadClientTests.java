package dev.parley.lab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.RecordedSocket;
import dev.parley.lab.engine.Stamp;
import dev.parley.lab.preset.Roster;
import dev.parley.measure.Latencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Frames are handed to clients of one loop as the network would, and every one of them is
 * accounted for.
 */
class LoadClientTests {

	private static final int RUN = 99;

	private static final long MILLI = 1_000_000;

	private static Engine engine;

	private final AtomicLong time = new AtomicLong();

	private final List<RecordedSocket> sockets = new ArrayList<>();

	private final TurnableLoop clock = new TurnableLoop();

	private final List<Seat> seats = new ArrayList<>();

	private Run run;

	private LoopContext context;

	@BeforeAll
	static void startEngine() {
		engine = Engine.small();
	}

	@AfterAll
	static void stopEngine() {
		engine.close();
	}

	@AfterEach
	void closeSockets() {
		this.sockets.forEach(RecordedSocket::close);
	}

	@Test
	void countsEveryCopyOfAMessageOnce() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		Seat bob = this.seats.get(1);
		join();

		ann.publish(10);
		this.time.set(30);
		ann.receive(stamp(0, 0, 10, 0));
		bob.receive(stamp(0, 0, 10, 0));

		assertThat(count(LoadCounter.SENT)).isEqualTo(1);
		assertThat(count(LoadCounter.EXPECTED)).isEqualTo(2);
		assertThat(count(LoadCounter.COPIES)).isEqualTo(2);
		assertThat(settled()).isEqualTo(new CopyCount(2, 2, 0));
		assertThat(faults()).containsOnly(0L);
	}

	@Test
	void missesACopyThatDoesNotCome() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		join();

		ann.publish(0);
		ann.publish(0);
		ann.receive(stamp(0, 0, 0, 0));
		ann.receive(stamp(0, 1, 0, 0));
		this.seats.get(1).receive(stamp(0, 1, 0, 0));

		assertThat(settled()).isEqualTo(new CopyCount(4, 3, 1));
	}

	@Test
	void countsASecondCopyAsADuplicateAndDoesNotTimeIt() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();

		ann.publish(0);
		ann.receive(stamp(0, 0, 0, 0));
		ann.receive(stamp(0, 0, 0, 0));

		assertThat(count(LoadCounter.DUPLICATED)).isEqualTo(1);
		assertThat(count(LoadCounter.COPIES)).isEqualTo(1);
		assertThat(latencies(Metric.DELIVERY).getTotalCount()).isEqualTo(1);
	}

	@Test
	void countsACopyThatALaterOneHasOvertakenAsReordered() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		join();

		ann.publish(0);
		ann.publish(0);
		ann.receive(stamp(0, 1, 0, 0));
		ann.receive(stamp(0, 0, 0, 0));

		assertThat(count(LoadCounter.REORDERED)).isEqualTo(1);
		assertThat(count(LoadCounter.COPIES)).isEqualTo(2);
		assertThat(count(LoadCounter.DUPLICATED)).isZero();
	}

	@Test
	void aCopyOfAMessageThatWasNeverSentIsAGhost() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		join();

		ann.publish(0);
		ann.receive(stamp(0, 1, 0, 0));
		ann.receive(stamp(7, 0, 0, 0));
		ann.receive(stamp(0, -1, 0, 0));

		assertThat(count(LoadCounter.GHOSTS)).isEqualTo(3);
		assertThat(count(LoadCounter.COPIES)).isZero();
	}

	@Test
	void ignoresMessagesOfAnotherRun() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		join();

		ann.receive(Stamp.text(RUN + 1, 0, 0, 0, 0));
		ann.receive("a message of another program");
		ann.receive(stamp(0, 0, 0, 0).substring(0, 40));

		assertThat(count(LoadCounter.RECEIVED)).isEqualTo(5);
		assertThat(faults()).containsOnly(0L);
	}

	@Test
	void aMessageThatWasOnItsWayWhenAClientJoinedIsOptional() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		Seat late = this.seats.get(1);
		ann.open();
		ann.receive("welcome");
		this.run.sending(true);
		ann.publish(0);
		late.open();
		late.receive("welcome");
		ann.publish(0);

		late.receive(stamp(0, 0, 0, 0));
		late.receive(stamp(0, 1, 0, 0));
		ann.receive(stamp(0, 0, 0, 0));
		ann.receive(stamp(0, 1, 0, 0));

		assertThat(count(LoadCounter.COPIES)).isEqualTo(3);
		assertThat(settled()).isEqualTo(new CopyCount(3, 3, 0));
		assertThat(faults()).containsOnly(0L);
	}

	@Test
	void aClientThatLeavesIsOwedNothingMore() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		Seat leaver = this.seats.get(1);
		join();
		ann.publish(0);
		ann.receive(stamp(0, 0, 0, 0));
		leaver.receive(stamp(0, 0, 0, 0));

		leaver.client.closed(leaver.connection.socket(), new Closing.Broken("connection lost", null));
		ann.publish(0);
		ann.receive(stamp(0, 1, 0, 0));

		assertThat(count(LoadCounter.EXPECTED)).isEqualTo(3);
		assertThat(count(LoadCounter.LOST_CONNECTIONS)).isEqualTo(1);
		assertThat(this.run.errors().byKind()).containsExactly(Map.entry("connection lost", 1L));
		assertThat(settled()).isEqualTo(new CopyCount(3, 3, 0));
	}

	@Test
	void aHoleInWhatALeaverReceivedIsStillALoss() {
		Seat ann = seats(Roster.Fanout.EVERYONE, true).getFirst();
		Seat leaver = this.seats.get(1);
		join();
		for (int seq = 0; seq < 3; seq++) {
			ann.publish(0);
			ann.receive("ack " + stamp(0, seq, 0, 0));
			ann.receive(stamp(0, seq, 0, 0));
		}
		leaver.receive(stamp(0, 0, 0, 0));
		leaver.receive(stamp(0, 2, 0, 0));

		leaver.client.closed(leaver.connection.socket(), new Closing.Closed(1001, ""));

		assertThat(settled()).isEqualTo(new CopyCount(6, 5, 1));
	}

	@Test
	void aRefusedMessageIsNotMissed() {
		Seat ann = seats(Roster.Fanout.EVERYONE, true).getFirst();
		join();

		ann.publish(0);
		ann.receive("refused " + stamp(0, 0, 0, 0));

		assertThat(count(LoadCounter.REFUSED)).isEqualTo(1);
		assertThat(this.run.errors().byKind()).containsEntry("refused because", 1L);
		assertThat(settled()).isEqualTo(CopyCount.NONE);
		assertThat(ann.outbound().inFlight()).isZero();
	}

	@Test
	void aConfirmedMessageIsTimedOnceThoughConfirmedTwice() {
		Seat ann = seats(Roster.Fanout.EVERYONE, true).getFirst();
		join();

		ann.publish(2 * MILLI);
		this.time.set(9 * MILLI);
		ann.receive("ack " + stamp(0, 0, 2 * MILLI, MILLI));
		ann.receive("ack " + stamp(0, 0, 2 * MILLI, MILLI));

		assertThat(count(LoadCounter.ACKED)).isEqualTo(1);
		assertThat(latencies(Metric.ACK).getMaxValue()).isCloseTo(7 * MILLI, within1Percent(7 * MILLI));
		assertThat(latencies(Metric.ACK_SERVICE).getMaxValue()).isCloseTo(6 * MILLI, within1Percent(6 * MILLI));
	}

	@Test
	void aRefusalWithoutAStampIsReportedAsTheServerSaysIt() {
		Seat listener = seats(Roster.Fanout.EVERYONE, true).get(1);
		join();

		listener.receive("refused everything");

		assertThat(this.run.errors().byKind()).containsExactly(Map.entry("server says because", 1L));
		assertThat(count(LoadCounter.REFUSED)).isZero();
	}

	@Test
	void aConnectionThatTakesNothingLosesItsMessageBeforeItIsSent() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();
		ann.connection.fill();

		ann.publish(0);

		assertThat(count(LoadCounter.DROPPED)).isEqualTo(1);
		assertThat(count(LoadCounter.SENT)).isZero();
		assertThat(this.run.publisher(0).sent()).isZero();
	}

	@Test
	void writesItsMessageWithTheStampOfThisRun() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();
		this.time.set(5_000);

		ann.publish(2_000);

		assertThat(ann.connection.texts()).singleElement().satisfies((text) -> {
			assertThat(text).hasSize(60).startsWith(Stamp.text(RUN, 0, 0, 2_000, 3_000));
		});
		assertThat(latencies(Metric.LAG).getTotalCount()).isEqualTo(1);
	}

	@Test
	void aNumberThatTheServerSkipsIsAHoleAndOneThatGoesBackADisagreement() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();
		for (int i = 0; i < 3; i++) {
			ann.publish(0);
		}

		ann.receive("#10 " + stamp(0, 0, 0, 0));
		ann.receive("#12 " + stamp(0, 1, 0, 0));
		ann.receive("#11 " + stamp(0, 2, 0, 0));

		assertThat(count(LoadCounter.HOLES)).isEqualTo(1);
		assertThat(count(LoadCounter.DISAGREEMENTS)).isEqualTo(1);
	}

	@Test
	void aNumberedMessageThatIsNotOursTakesItsPlace() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();
		ann.publish(0);
		ann.publish(0);

		ann.receive("#1 " + stamp(0, 0, 0, 0));
		ann.receive("note #2");
		ann.receive("#3 " + stamp(0, 1, 0, 0));

		assertThat(count(LoadCounter.HOLES)).isZero();
	}

	@Test
	void twoClientsThatSeeDifferentMessagesUnderOneNumberDisagree() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		Seat bob = this.seats.get(1);
		join();
		ann.publish(0);
		ann.publish(0);

		ann.receive("#1 " + stamp(0, 0, 0, 0));
		bob.receive("#1 " + stamp(0, 1, 0, 0));

		assertThat(count(LoadCounter.DISAGREEMENTS)).isEqualTo(1);
	}

	@Test
	void messagesOfTheWarmUpAreAccountedForButNotTimed() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();
		this.run.measureFrom(100);

		ann.publish(99);
		ann.publish(100);
		ann.receive(stamp(0, 0, 99, 0));
		ann.receive(stamp(0, 1, 100, 0));

		assertThat(count(LoadCounter.COPIES)).isEqualTo(2);
		assertThat(latencies(Metric.DELIVERY).getTotalCount()).isEqualTo(1);
		assertThat(latencies(Metric.LAG).getTotalCount()).isEqualTo(1);
	}

	@Test
	void aMessageIsCompleteWithItsLastCopy() {
		Seat ann = seats(Roster.Fanout.EVERYONE, false).getFirst();
		join();

		ann.publish(0);
		this.time.set(MILLI);
		ann.receive(stamp(0, 0, 0, 0));
		assertThat(latencies(Metric.COMPLETION).getTotalCount()).isZero();
		this.time.set(5 * MILLI);
		this.seats.get(1).receive(stamp(0, 0, 0, 0));

		assertThat(latencies(Metric.COMPLETION).getMaxValue()).isCloseTo(5 * MILLI, within1Percent(5 * MILLI));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anEchoOrAConfirmationLetsAClosedLoopSendItsNextMessage(boolean acks) {
		Seat ann = seats(Roster.Fanout.SENDER, acks).getFirst();
		join();
		this.clock.startSending();
		ann.publish(0);

		ann.receive((acks ? "ack " : "") + stamp(0, 0, 0, 0));

		assertThat(ann.connection.texts()).hasSize(2);
		assertThat(ann.outbound().inFlight()).isEqualTo(1);
	}

	@Test
	void aCopyAnswersNothingWhereTheServerConfirms() {
		Seat ann = seats(Roster.Fanout.SENDER, true).getFirst();
		join();
		this.clock.startSending();
		ann.publish(0);

		ann.receive(stamp(0, 0, 0, 0));

		assertThat(ann.connection.texts()).hasSize(1);
		assertThat(ann.outbound().inFlight()).isEqualTo(1);
	}

	@Test
	void aSenderThatIsNotSentItsOwnMessagesDoesNotMissThem() {
		Seat ann = seats(Roster.Fanout.OTHERS, false).getFirst();
		join();

		ann.publish(0);
		this.seats.get(1).receive(stamp(0, 0, 0, 0));

		assertThat(count(LoadCounter.EXPECTED)).isEqualTo(1);
		assertThat(settled()).isEqualTo(new CopyCount(1, 1, 0));
	}

	@Test
	void aConnectionThatEndsBeforeItHasJoinedHasFailed() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		ann.open();

		ann.client.closed(ann.connection.socket(), new Closing.Refused(401, "no"));

		assertThat(count(LoadCounter.FAILED_TO_OPEN)).isEqualTo(1);
		assertThat(this.run.errors().byKind()).containsEntry("refused 401", 1L);
		assertThat(this.run.settled()).hasValue(1);
		assertThat(ann.client.isJoined()).isFalse();
	}

	@Test
	void aClientThatIsNeverLetInSaysWhatItWaitsForAndMayStillJoin() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		ann.open();

		ann.client.giveUpJoining();
		ann.client.giveUpJoining();
		ann.receive("welcome");
		ann.receive("welcome");

		assertThat(count(LoadCounter.FAILED_TO_OPEN)).isEqualTo(1);
		assertThat(this.run.errors().byKind()).containsEntry("never let in: waits for welcome", 1L);
		assertThat(count(LoadCounter.OPENED)).isEqualTo(1);
		assertThat(ann.client.isJoined()).isTrue();
		assertThat(this.run.settled()).hasValue(1);
	}

	@Test
	void aConnectionThatEndsAfterTheRunIsNoError() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		join();
		this.run.end();

		ann.client.closed(ann.connection.socket(), new Closing.Broken("connection lost", null));

		assertThat(this.run.errors().byKind()).isEmpty();
		assertThat(count(LoadCounter.LOST_CONNECTIONS)).isZero();
	}

	@Test
	void onlyAClientThatHasJoinedLeaves() {
		Seat ann = seats(Roster.Fanout.SENDER, false).getFirst();
		ann.open();

		ann.client.leave();
		assertThat(ann.connection.texts()).isEmpty();
		ann.receive("welcome");
		ann.client.leave();

		assertThat(ann.connection.texts()).hasSize(1);
		assertThat(ann.connection.opcodes()).containsExactly("8");
	}

	/** Two clients in one room, of which the first publishes. */
	private List<Seat> seats(Roster.Fanout fanout, boolean acks) {
		this.seats.clear();
		this.clock.stopSending();
		FakeRoster roster = new FakeRoster(fanout, acks);
		LoadPlan plan = LoadTest.on("ws://127.0.0.1:1")
			.clients(2)
			.publishers(1)
			.payload(60)
			.rate(1)
			.duration(Duration.ofSeconds(1))
			.build()
			.plan();
		this.run = new Run(plan, engine, roster, Participants.of(plan, roster, false), RUN, this.time::get);
		this.run.measureFrom(0);
		this.context = new LoopContext(this.run, Runnable::run);
		this.seats.add(new Seat(0));
		this.seats.add(new Seat(1));
		return this.seats;
	}

	private void join() {
		for (Seat seat : this.seats) {
			seat.open();
			seat.receive("welcome");
		}
		this.run.sending(true);
		this.run.sending(false);
	}

	private long count(LoadCounter counter) {
		return this.context.statistics().get(counter);
	}

	private List<Long> faults() {
		return List.of(count(LoadCounter.DUPLICATED), count(LoadCounter.REORDERED), count(LoadCounter.GHOSTS),
				count(LoadCounter.HOLES), count(LoadCounter.DISAGREEMENTS));
	}

	private Histogram latencies(Metric metric) {
		Histogram histogram = Latencies.histogram();
		this.context.statistics().drainInto(metric, histogram);
		return histogram;
	}

	private CopyCount settled() {
		return this.context.copies()
			.settle(this.seats.stream().flatMap((seat) -> seat.client.subscriptions().stream()).toList());
	}

	private static String stamp(int publisher, int seq, long intended, long lag) {
		return Stamp.text(RUN, publisher, seq, intended, lag);
	}

	private static Offset<Long> within1Percent(long value) {
		return within(value / 100);
	}

	/** One client with its connection. */
	private final class Seat {

		private final RecordedSocket connection = new RecordedSocket();

		private final @Nullable Outbound outbound;

		private final LoadClient client;

		private Seat(int number) {
			LoadClientTests.this.sockets.add(this.connection);
			Publisher publisher = LoadClientTests.this.run.publisher(number);
			this.outbound = (publisher == null) ? null : new Outbound(number, publisher, LoadClientTests.this.context);
			List<Outbound> publishing = (this.outbound == null) ? List.of() : List.of(this.outbound);
			LoopPacing pacing = new LoopPacing(new WindowPacer(1, publishing, LoadClientTests.this.clock), publishing,
					LoadClientTests.this.clock, LoadClientTests.this.context.statistics());
			this.client = new LoadClient(number, LoadClientTests.this.context, this.outbound, pacing,
					engine.loops().getFirst());
		}

		private void open() {
			this.client.opened(this.connection.socket(), new OpenTimes(1_000, 2_000, 3_000));
		}

		private void receive(String text) {
			this.client.message(this.connection.socket(), Payload.of(text), LoadClientTests.this.time.get());
		}

		private Outbound outbound() {
			return Objects.requireNonNull(this.outbound);
		}

		private void publish(long intended) {
			outbound().send(intended);
		}

	}

}
