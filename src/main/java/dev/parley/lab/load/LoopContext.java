package dev.parley.lab.load;

import java.util.concurrent.Executor;

import dev.parley.lab.engine.Stamp;

/** What all clients of one event loop share. Owned by the loop. */
final class LoopContext {

	private static final int SCRATCH = 4096;

	private final Run run;

	private final Executor loop;

	private final LoopStatistics statistics;

	private final CopyTotals copies;

	private final FlushQueue flushes;

	private final HttpShare httpShare;

	private final Stamp stamp;

	private byte[] scratch = new byte[SCRATCH];

	LoopContext(Run run, Executor loop) {
		this.run = run;
		this.loop = loop;
		this.statistics = new LoopStatistics(run::isMeasured);
		this.copies = new CopyTotals(run.roster().acks());
		this.flushes = new FlushQueue(loop);
		this.httpShare = new HttpShare(run.isOpenLoop() ? run.plan().workload().httpShare() : 0);
		this.stamp = new Stamp(run.id());
	}

	Run run() {
		return this.run;
	}

	/** Runs tasks on the loop. */
	Executor loop() {
		return this.loop;
	}

	LoopStatistics statistics() {
		return this.statistics;
	}

	CopyTotals copies() {
		return this.copies;
	}

	FlushQueue flushes() {
		return this.flushes;
	}

	HttpShare httpShare() {
		return this.httpShare;
	}

	Stamp stamp() {
		return this.stamp;
	}

	/** A buffer for the message that is being written. */
	byte[] scratch(int length) {
		if (this.scratch.length < length) {
			this.scratch = new byte[length];
		}
		return this.scratch;
	}

}
