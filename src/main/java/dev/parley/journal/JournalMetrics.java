package dev.parley.journal;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the record counts of its own work. */
final class JournalMetrics {

	private final MeterRegistry registry;

	private final Counter appended;

	private final Counter duplicates;

	private final Counter busy;

	private final Counter failures;

	private final Counter gaps;

	private final Counter swept;

	private final DistributionSummary batch;

	private final Timer commit;

	JournalMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.appended = Counter.builder("parley.journal.appended").description("Events stored").register(registry);
		this.duplicates = Counter.builder("parley.journal.duplicates")
			.description("Entries answered from the place they had already")
			.register(registry);
		this.busy = Counter.builder("parley.journal.busy")
			.description("Submissions refused because too much waited")
			.register(registry);
		this.failures = Counter.builder("parley.journal.failures")
			.description("Batches that the database did not take at once")
			.register(registry);
		this.gaps = Counter.builder("parley.journal.gaps")
			.description("Times events were read again because they did not arrive in order")
			.register(registry);
		this.swept = Counter.builder("parley.journal.swept")
			.description("Engagements that only a sweep found behind")
			.register(registry);
		this.batch = DistributionSummary.builder("parley.journal.batch")
			.description("Submissions committed together")
			.register(registry);
		this.commit = Timer.builder("parley.journal.commit")
			.description("From the start of a transaction until it is on the disk")
			.publishPercentiles(0.5, 0.99)
			.register(registry);
	}

	void queue(JournalWriter writer) {
		Gauge.builder("parley.journal.queue", writer, JournalWriter::waiting)
			.description("Submissions that wait for the writer")
			.register(this.registry);
	}

	void committed(int submissions, int events, Duration time) {
		this.batch.record(submissions);
		this.appended.increment(events);
		this.commit.record(time);
	}

	void duplicate() {
		this.duplicates.increment();
	}

	void busy() {
		this.busy.increment();
	}

	void failure() {
		this.failures.increment();
	}

	void gap() {
		this.gaps.increment();
	}

	void swept() {
		this.swept.increment();
	}

	long appended() {
		return (long) this.appended.count();
	}

}
