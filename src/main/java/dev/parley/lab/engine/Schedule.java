package dev.parley.lab.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When each message is due. The k-th message has a fixed time, whether or not the
 * generator and the server keep up. The rate moves in straight lines from stage to stage,
 * as an integral that is solved exactly.
 */
public final class Schedule {

	private final List<Piece> pieces;

	/** One straight line of the rate. */
	private record Piece(double start, double seconds, double from, double to, double before) {

		double count(double t) {
			double x = Math.min(t - this.start, this.seconds);
			return this.before + this.from * x + (this.to - this.from) * x * x / (2 * this.seconds);
		}

		double timeOf(double k) {
			double n = k - this.before;
			double a = (this.to - this.from) / (2 * this.seconds);
			if (Math.abs(a) < 1e-12) {
				return this.start + ((this.from == 0) ? this.seconds : n / this.from);
			}
			double root = Math.sqrt(Math.max(0, this.from * this.from + 4 * a * n));
			return this.start + 2 * n / (this.from + root);
		}

	}

	/**
	 * A stage of the run: in this time, go to this rate.
	 *
	 * @param duration how long
	 * @param rate messages per second at its end
	 */
	public record Stage(Duration duration, double rate) {

		public Stage {
			if (duration.isNegative() || duration.isZero() || rate < 0) {
				throw new IllegalArgumentException("a stage takes some time and goes to a rate of 0 or more");
			}
		}

	}

	private Schedule(List<Piece> pieces) {
		this.pieces = pieces;
	}

	/** A constant rate. */
	public static Schedule constant(double rate, Duration duration) {
		return new Schedule(List.of(new Piece(0, duration.toNanos() / 1e9, rate, rate, 0)));
	}

	/** From {@code from} messages per second along the stages. */
	public static Schedule stages(double from, List<Stage> stages) {
		List<Piece> pieces = new ArrayList<>();
		double start = 0;
		double before = 0;
		double rate = from;
		for (Stage stage : stages) {
			double seconds = stage.duration().toNanos() / 1e9;
			pieces.add(new Piece(start, seconds, rate, stage.rate(), before));
			before += (rate + stage.rate()) / 2 * seconds;
			start += seconds;
			rate = stage.rate();
		}
		return new Schedule(pieces);
	}

	/** How many messages are due {@code nanos} after the start, as a fraction too. */
	public double dueBy(long nanos) {
		double t = nanos / 1e9;
		double due = 0;
		for (Piece piece : this.pieces) {
			if (t < piece.start()) {
				break;
			}
			due = piece.count(t);
		}
		return due;
	}

	/** When the k-th message (from 0) is due, in nanoseconds after the start. */
	public long timeOf(double k) {
		for (Piece piece : this.pieces) {
			if (k <= piece.count(piece.start() + piece.seconds()) + 1e-9) {
				return Math.round(piece.timeOf(k) * 1e9);
			}
		}
		Piece last = this.pieces.getLast();
		return Math.round((last.start() + last.seconds()) * 1e9);
	}

	/** Messages in the whole run. */
	public double total() {
		Piece last = this.pieces.getLast();
		return last.count(last.start() + last.seconds());
	}

	public Duration duration() {
		Piece last = this.pieces.getLast();
		return Duration.ofNanos(Math.round((last.start() + last.seconds()) * 1e9));
	}

}
