package dev.parley.journal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

import dev.parley.storage.Database;
import dev.parley.storage.Databases;

/**
 * A process that writes to the record and says what was acknowledged, until it is killed.
 */
final class CrashingWriter {

	private static final int SENDERS = 64;

	private CrashingWriter() {
	}

	public static void main(String[] args) throws InterruptedException {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		Semaphore senders = new Semaphore(SENDERS);
		try (Database database = Databases.sqlite(Path.of(args[0])); TestNode node = new TestNode(database)) {
			for (int i = 0;; i++) {
				senders.acquire();
				String id = args[1] + "-" + i;
				String engagement = (i % 3 == 0) ? TestNode.MAIL : TestNode.FIREWALL;
				var _ = node.journal.append(TestNode.message(engagement, "mia", id)).thenAccept((appended) -> {
					out.println("acked " + engagement + " " + appended.seq() + " " + id);
					senders.release();
				});
			}
		}
	}

}
