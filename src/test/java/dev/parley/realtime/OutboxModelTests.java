package dev.parley.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.parley.support.Cases;

import static dev.parley.realtime.TestConnections.answer;
import static dev.parley.realtime.TestConnections.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Under any sequence of events, a client that syncs when asked to ends up with the whole
 * record, sees no gap on the way, gets every answer in order and the last value of every
 * state, and the outbox stays bounded.
 */
class OutboxModelTests {

	private static final int LIMIT = 600;

	private static final int PAGE = 5;

	private static final int PADDING = 40;

	private static final List<String> ENGAGEMENTS = List.of("a", "b", "c");

	@Test
	void aClientThatFollowsTheRulesMissesNothing() {
		Cases.forAllSequences(2000, (random) -> random.ints(random.nextInt(301), 0, 140).boxed().toList(), (steps) -> {
			World world = new World();
			steps.forEach(world::step);
			world.settle();
		});
	}

	/** The record, the outbox, the replay and the client. */
	private static final class World {

		private final Outbox outbox = new Outbox(new Outbox.OutboxSettings(LIMIT, Long.MAX_VALUE,
				(holes) -> answer("lag " + String.join(",",
						holes.entrySet().stream().map((hole) -> hole.getKey() + "=" + hole.getValue()).toList())),
				new RealtimeStatistics()));

		private final Map<String, Long> heads = new HashMap<>();

		/** Stored, but not yet handed to live delivery. */
		private final Queue<Frame> committed = new ArrayDeque<>();

		private final Map<String, Long> live = new HashMap<>();

		private final Map<String, Integer> states = new HashMap<>();

		/** Pages that have been let on, as engagement and the number to read after. */
		private final Deque<Map.Entry<String, Long>> due = new ArrayDeque<>();

		private final Map<String, Long> held = new HashMap<>();

		private final Map<String, Integer> seen = new HashMap<>();

		private final Set<String> toSync = new HashSet<>();

		private final List<Integer> answers = new ArrayList<>();

		private Runnable read;

		private int asked;

		private int complete;

		private int synced;

		void step(int choice) {
			String engagement = ENGAGEMENTS.get(choice % ENGAGEMENTS.size());
			switch (choice / 10) {
				case 0, 1, 2, 3 -> append(engagement, false);
				case 4 -> append(engagement, true);
				case 5 -> state("s" + choice % 3);
				case 6 -> this.outbox.offer(Frame.ephemeral(bytes("typing")), 0);
				case 7 -> ask();
				case 8 -> read(1 + choice % 5);
				case 12, 13 -> deliver(1 + choice % 4);
				case 9 -> sync(engagement);
				case 10 -> bringPage();
				default -> abandon();
			}
			assertThat(this.outbox.bytes()).isLessThan(2 * LIMIT + PAGE * (PADDING + 20));
		}

		/** Nothing more happens, the client reads everything and syncs what it has to. */
		void settle() {
			for (int round = 0; round < 1000 && !isSettled(); round++) {
				deliver(Integer.MAX_VALUE);
				read(Integer.MAX_VALUE);
				List.copyOf(this.toSync).forEach(this::sync);
				bringPage();
			}
			assertThat(this.held).isEqualTo(this.heads);
			assertThat(this.seen).isEqualTo(this.states);
			assertThat(this.answers).hasSize(this.asked).isSorted();
			assertThat(this.synced).isEqualTo(this.complete);
		}

		private boolean isSettled() {
			return this.committed.isEmpty() && this.outbox.isEmpty() && this.toSync.isEmpty() && this.due.isEmpty()
					&& this.read == null;
		}

		private void append(String engagement, boolean urgent) {
			long seq = this.heads.merge(engagement, 1L, Long::sum);
			this.committed.add(event("event", engagement, seq, urgent));
		}

		/** Live delivery follows what is stored, sooner or later than a page does. */
		private void deliver(int events) {
			for (int i = 0; i < events && !this.committed.isEmpty(); i++) {
				Frame next = this.committed.remove();
				this.outbox.offer(next, 0);
				this.live.put(next.key(), next.seq());
			}
		}

		private void state(String key) {
			int value = this.states.merge(key, 1, Integer::sum);
			this.outbox.offer(Frame.state(key, bytes("state " + key + " " + value)), 0);
		}

		private void ask() {
			if (this.asked - this.answers.size() < 5) {
				this.outbox.offer(answer("answer " + this.asked++), 0);
			}
		}

		private void sync(String engagement) {
			this.toSync.remove(engagement);
			long after = this.held.getOrDefault(engagement, 0L);
			this.outbox.hold(engagement, () -> this.due.add(Map.entry(engagement, after)));
			this.outbox.grantPage();
		}

		/**
		 * Reading a page and handing it over are two steps, between which anything may
		 * happen.
		 */
		private void bringPage() {
			if (this.read != null) {
				this.read.run();
				this.read = null;
				this.outbox.grantPage();
				return;
			}
			Map.Entry<String, Long> page = this.due.poll();
			if (page == null) {
				return;
			}
			String engagement = page.getKey();
			long head = this.heads.getOrDefault(engagement, 0L);
			long upTo = Math.min(head, page.getValue() + PAGE);
			List<Frame> events = new ArrayList<>();
			for (long seq = page.getValue() + 1; seq <= upTo; seq++) {
				events.add(event("page", engagement, seq, false));
			}
			boolean more = upTo < head;
			this.read = () -> this.outbox.replay(new ReplayPage(engagement, events, upTo,
					this.live.getOrDefault(engagement, 0L), more, answer("synced " + engagement + " " + more)),
					new ReplayOutcome() {
						@Override
						public void synced() {
							World.this.complete++;
						}

						@Override
						public void missed(long from) {
							World.this.due.add(Map.entry(engagement, from));
						}
					}, 0);
		}

		private void abandon() {
			Map.Entry<String, Long> page = this.due.poll();
			if (page != null) {
				this.outbox.abandon(page.getKey());
				this.toSync.add(page.getKey());
				this.outbox.grantPage();
			}
		}

		private void read(int frames) {
			for (int i = 0; i < frames; i++) {
				Frame next = this.outbox.peek();
				if (next == null) {
					break;
				}
				this.outbox.remove();
				understand(next.text().split(" "));
			}
			this.outbox.grantPage();
		}

		private void understand(String[] words) {
			switch (words[0]) {
				case "event" -> applyLive(words[1], Long.parseLong(words[2]));
				case "page" -> apply(words[1], Long.parseLong(words[2]));
				case "state" -> this.seen.merge(words[1], Integer.parseInt(words[2]), Math::max);
				case "answer" -> this.answers.add(Integer.parseInt(words[1]));
				case "lag" -> lag(words[1]);
				case "synced" -> {
					this.synced++;
					if (Boolean.parseBoolean(words[2])) {
						this.toSync.add(words[1]);
					}
				}
				default -> assertThat(words[0]).isEqualTo("typing");
			}
		}

		/** Never a hole, and never again what the client holds. */
		private void applyLive(String engagement, long seq) {
			long last = this.held.getOrDefault(engagement, 0L);
			assertThat(seq).as("live after %s of %s", last, engagement).isEqualTo(last + 1);
			this.held.put(engagement, seq);
		}

		private void apply(String engagement, long seq) {
			long last = this.held.getOrDefault(engagement, 0L);
			assertThat(seq).as("number after %s of %s", last, engagement).isLessThanOrEqualTo(last + 1);
			this.held.put(engagement, Math.max(last, seq));
		}

		private void lag(String holes) {
			for (String hole : holes.split(",")) {
				String[] parts = hole.split("=");
				assertThat(Long.parseLong(parts[1])).isLessThanOrEqualTo(this.held.getOrDefault(parts[0], 0L));
				this.toSync.add(parts[0]);
			}
		}

		private static Frame event(String kind, String engagement, long seq, boolean urgent) {
			return Frame.journal(engagement, seq,
					bytes(kind + " " + engagement + " " + seq + " " + "x".repeat(PADDING)), urgent);
		}

	}

}
