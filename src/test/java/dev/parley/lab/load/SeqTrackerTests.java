package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeqTrackerTests {

	@Test
	void inOrderEverythingIsNewAndNothingIsMissing() {
		SeqTracker tracker = new SeqTracker(3);
		for (int seq = 3; seq < 1000; seq++) {
			assertThat(tracker.see(seq)).isEqualTo(SeqTracker.Seen.NEW);
		}
		assertThat(missing(tracker, 1000)).isEmpty();
		assertThat(tracker.unique()).isEqualTo(997);
	}

	@Test
	void messagesInFlightWhenTheListenerJoinedAreOptional() {
		SeqTracker tracker = new SeqTracker(5);

		assertThat(tracker.see(4)).isEqualTo(SeqTracker.Seen.OPTIONAL);
		assertThat(missing(tracker, 7)).containsExactly(5, 6);
	}

	@Test
	void aLateMessageIsReorderedAndASecondOneADuplicate() {
		SeqTracker tracker = new SeqTracker(0);

		assertThat(tracker.see(1)).isEqualTo(SeqTracker.Seen.NEW);
		assertThat(tracker.see(0)).isEqualTo(SeqTracker.Seen.REORDERED);
		assertThat(tracker.see(1)).isEqualTo(SeqTracker.Seen.DUPLICATE);
		assertThat(tracker.see(0)).isEqualTo(SeqTracker.Seen.DUPLICATE);
	}

	@RepeatedTest(50)
	void agreesWithASetOnRandomArrivals(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		int sent = 1 + random.nextInt(400);
		List<Integer> arrivals = new ArrayList<>(IntStream.range(0, sent).boxed().toList());
		arrivals.removeIf((seq) -> random.nextInt(10) == 0);
		arrivals.addAll(IntStream.range(0, sent).filter((seq) -> random.nextInt(8) == 0).boxed().toList());
		Collections.shuffle(arrivals, random);
		SeqTracker tracker = new SeqTracker(0);
		Set<Integer> model = new HashSet<>();
		int highest = -1;
		for (int seq : arrivals) {
			SeqTracker.Seen expected = !model.add(seq) ? SeqTracker.Seen.DUPLICATE
					: (seq > highest) ? SeqTracker.Seen.NEW : SeqTracker.Seen.REORDERED;
			highest = Math.max(highest, seq);
			assertThat(tracker.see(seq)).isEqualTo(expected);
		}
		assertThat(tracker.unique()).isEqualTo(model.size());
		assertThat(missing(tracker, sent))
			.containsExactlyElementsOf(IntStream.range(0, sent).filter((seq) -> !model.contains(seq)).boxed().toList());
		for (int seq = 0; seq < sent; seq++) {
			assertThat(tracker.has(seq)).isEqualTo(model.contains(seq));
		}
	}

	private static List<Integer> missing(SeqTracker tracker, int end) {
		List<Integer> missing = new ArrayList<>();
		tracker.forEachMissing(end, missing::add);
		return missing;
	}

}
