package dev.parley.realtime;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.parley.realtime.TimerWheel.Timer;

/**
 * Lets the values of a state through at a limited rate per key: the first at once, of
 * those that follow too soon only the newest, the last always.
 */
final class StateBroadcaster {

	private final TimerWheel wheel;

	private final long intervalNanos;

	private final BiConsumer<Recipients, Frame> target;

	private final ConcurrentMap<String, Pace> paces = new ConcurrentHashMap<>();

	StateBroadcaster(TimerWheel wheel, long intervalNanos, BiConsumer<Recipients, Frame> target) {
		this.wheel = wheel;
		this.intervalNanos = intervalNanos;
		this.target = target;
	}

	/** Sends now or a little later, unless a newer value of the same key comes before. */
	void broadcast(Recipients recipients, Frame state) {
		String key = Objects.requireNonNull(state.key());
		this.paces.compute(key, (same, pace) -> {
			if (pace == null) {
				this.target.accept(recipients, state);
				return begin(key);
			}
			pace.newest = new Value(recipients, state);
			return pace;
		});
	}

	private Pace begin(String key) {
		Pace pace = new Pace(new Timer(() -> intervalIsOver(key)));
		this.wheel.start(pace.timer, this.intervalNanos);
		return pace;
	}

	private void intervalIsOver(String key) {
		this.paces.computeIfPresent(key, (same, pace) -> {
			Value newest = pace.newest;
			if (newest == null) {
				return null;
			}
			pace.newest = null;
			this.target.accept(newest.recipients(), newest.frame());
			this.wheel.start(pace.timer, this.intervalNanos);
			return pace;
		});
	}

	private record Value(Recipients recipients, Frame frame) {
	}

	/** A key whose interval runs; touched only while its entry of the map is computed. */
	private static final class Pace {

		private final Timer timer;

		private @Nullable Value newest;

		Pace(Timer timer) {
			this.timer = timer;
		}

	}

}
