package dev.parley.lab.check;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamCheckerTests {

	private final StreamChecker stream = new StreamChecker(10);

	@Test
	void acceptsConsecutiveNumbers() {
		this.stream.connected();

		assertThat(this.stream.take(11)).isNull();
		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.held()).isEqualTo(12);
	}

	@Test
	void reportsAGapWithoutASync() {
		this.stream.connected();
		this.stream.take(11);

		assertThat(this.stream.take(13)).contains("seq 13 after 11");
		assertThat(this.stream.held()).isEqualTo(11);
	}

	@Test
	void reportsARepeatedEventUnlessASyncReplaysIt() {
		this.stream.connected();
		this.stream.take(11);
		assertThat(this.stream.take(11)).contains("again");

		this.stream.syncRequested();
		assertThat(this.stream.take(11)).isNull();
	}

	@Test
	void acceptsAnyNumberAfterALag() {
		this.stream.connected();
		this.stream.take(11);
		this.stream.lag();
		this.stream.syncRequested();

		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.isSynced()).isFalse();
		this.stream.synced();
		assertThat(this.stream.isSynced()).isTrue();
		assertThat(this.stream.take(14)).isNotNull();
	}

	@Test
	void acceptsALiveEventBeforeTheReplay() {
		this.stream.connected();
		this.stream.syncRequested();

		assertThat(this.stream.take(15)).isNull();
		assertThat(this.stream.take(11)).isNull();
		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.held()).isEqualTo(12);
	}

	@Test
	void acceptsTheReplayOfASecondSync() {
		this.stream.connected();
		this.stream.syncRequested();
		this.stream.take(11);
		this.stream.syncRequested();
		this.stream.take(12);
		this.stream.synced();

		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.isSynced()).isFalse();
		this.stream.synced();
		assertThat(this.stream.isSynced()).isTrue();
	}

	@Test
	void countsLiveRepeatsOfReplayedEvents() {
		this.stream.connected();
		this.stream.syncRequested();
		this.stream.take(11);
		this.stream.take(12);
		this.stream.synced();

		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.repeats()).isEqualTo(1);
		assertThat(this.stream.take(13)).isNull();
		assertThat(this.stream.take(13)).contains("again");
	}

	@Test
	void startsAnywhereOnANewConnection() {
		this.stream.connected();
		assertThat(this.stream.take(30)).isNull();
		assertThat(this.stream.held()).isEqualTo(10);

		this.stream.connected();
		assertThat(this.stream.take(11)).isNull();
		assertThat(this.stream.held()).isEqualTo(11);
	}

	@Test
	void closesAGapWhenTheMissingEventsArrive() {
		this.stream.connected();
		this.stream.syncRequested();
		for (long seq : new long[] { 13, 12, 15, 14, 11 }) {
			this.stream.take(seq);
		}

		assertThat(this.stream.held()).isEqualTo(15);
	}

	@Test
	void reportsTheEventAfterACompletedSync() {
		this.stream.connected();
		this.stream.syncRequested();
		this.stream.take(11);
		this.stream.synced();

		assertThat(this.stream.take(14)).isEqualTo("seq 14 after 11, without being told to sync");
	}

	@Test
	void forgetsALagOfTheConnectionBefore() {
		this.stream.connected();
		this.stream.lag();
		this.stream.connected();

		assertThat(this.stream.isSynced()).isTrue();
		this.stream.take(11);
		assertThat(this.stream.take(20)).isNotNull();
	}

}
