package dev.parley.lab.monitor;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class ProcessSourceTests {

	@Test
	void readsThisProcess() throws IOException {
		ProcessSource source = new ProcessSource(ProcessHandle.current().pid());

		Map<String, Double> first = source.read();
		assertThat(first).as("CPU needs two samples").containsOnlyKeys("threads", "rss", "files");
		assertThat(first.get("rss")).isBetween(20e6, 64e9);
		assertThat(first.get("threads")).isGreaterThan(3);
		assertThat(first.get("files")).isGreaterThan(2);
		assertThat(source.read()).containsOnlyKeys("cpu", "threads", "rss", "files");
	}

	@Test
	void measuresTheCpuTimeBetweenTwoSamples() throws Exception {
		Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
		try {
			ProcessSource source = new ProcessSource(busy.pid());
			source.read();

			await().untilAsserted(() -> assertThat(source.read().get("cpu")).isBetween(0.01, 1.3));
		}
		finally {
			busy.destroyForcibly();
			busy.waitFor();
		}
	}

	@Test
	void failsWhenTheProcessHasEnded() throws Exception {
		Process process = new ProcessBuilder("sleep", "600").start();
		ProcessSource source = new ProcessSource(process.pid());
		source.read();
		process.destroyForcibly();
		process.waitFor();

		assertThatIOException().isThrownBy(source::read);
	}

	@Test
	void rejectsAProcessThatDoesNotExist() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ProcessSource(Integer.MAX_VALUE))
			.withMessage("/proc has no process 2147483647");
	}

}
