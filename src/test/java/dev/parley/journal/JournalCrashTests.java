package dev.parley.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.storage.Database;
import dev.parley.storage.Databases;

import static org.assertj.core.api.Assertions.assertThat;

/** Acknowledged means durable: a real process is killed in the middle of its work. */
@Tag("slow")
class JournalCrashTests {

	private static final int ROUNDS = 4;

	private static final int ACKED_BEFORE_THE_KILL = 300;

	@TempDir
	private Path folder;

	@Test
	void nothingAcknowledgedIsLostToAKillAndNoHoleIsLeft() throws IOException, InterruptedException {
		try (Database database = Databases.sqlite(this.folder)) {
			TestNode.populate(database);
		}
		Map<String, Appended> acked = new HashMap<>();
		for (int round = 1; round <= ROUNDS; round++) {
			writeAndKill("round" + round, acked);
			assertThat(acked).hasSizeGreaterThanOrEqualTo(round * ACKED_BEFORE_THE_KILL);
			try (Database database = Databases.sqlite(this.folder)) {
				verify(new EventRepository(database.reads()), acked);
			}
		}
	}

	private void writeAndKill(String round, Map<String, Appended> acked) throws IOException, InterruptedException {
		Process writer = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
				"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), CrashingWriter.class.getName(), this.folder.toString(), round)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader lines = writer.inputReader()) {
			int seen = 0;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] words = line.split(" ");
				if (words.length == 4 && words[0].equals("acked") && words[3].startsWith(round + "-")) {
					acked.put(words[3], new Appended(words[1], Long.parseLong(words[2]), false));
					if (++seen == ACKED_BEFORE_THE_KILL) {
						writer.destroyForcibly();
					}
				}
			}
		}
		catch (IOException ex) {
			// The pipe broke with the process.
			assertThat(writer.waitFor()).isNotZero();
		}
		writer.waitFor();
	}

	private static void verify(EventRepository events, Map<String, Appended> acked) {
		Map<String, Appended> stored = new HashMap<>();
		for (String engagement : List.of(TestNode.FIREWALL, TestNode.MAIL)) {
			List<Event> all = events.after(engagement, 0, Integer.MAX_VALUE);
			assertThat(all).extracting(Event::seq)
				.containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
			assertThat(events.head(engagement).orElseThrow().seq()).isEqualTo(all.size());
			all.forEach((event) -> stored.put(event.requestId(), new Appended(engagement, event.seq(), false)));
		}
		assertThat(stored).containsAllEntriesOf(acked);
	}

}
