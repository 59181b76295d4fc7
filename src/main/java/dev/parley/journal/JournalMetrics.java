package dev.parley.journal;

import java.time.Duration;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The metrics of the record. */
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
			.description("Entries that had been stored before under the same id")
			.register(registry);
		this.busy = Counter.builder("parley.journal.busy")
			.description("Submissions refused because the queue was full")
			.register(registry);
		this.failures = Counter.builder("parley.journal.failures")
			.description("Batches that failed and were retried or refused")
			.register(registry);
		this.gaps = Counter.builder("parley.journal.gaps")
			.description("Gaps in live delivery that were filled from the database")
			.register(registry);
		this.swept = Counter.builder("parley.journal.swept")
			.description("Engagements whose missing events were found by a sweep")
			.register(registry);
		this.batch = DistributionSummary.builder("parley.journal.batch")
			.description("Submissions committed together")
			.register(registry);
		this.commit = Timer.builder("parley.journal.commit")
			.description("Duration of a transaction, including its commit to disk")
			.publishPercentiles(0.5, 0.99)
			.register(registry);
	}

	void queue(Supplier<Number> waiting) {
		Gauge.builder("parley.journal.queue", waiting)
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
