package dev.parley.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the front end's browser tests against the packaged jar. Without Chromium they
 * report that they were skipped.
 */
@Order(1)
class BrowserIT {

	private static final Path FRONTEND = Path.of("frontend");

	@Test
	@Timeout(value = 15, unit = TimeUnit.MINUTES)
	void thePageWorksInARealBrowser() throws IOException, InterruptedException {
		assumeTrue(Files.isDirectory(FRONTEND.resolve("node_modules")),
				"BROWSER TESTS SKIPPED: the front end was left out of this build (-Dfrontend.skip)");
		ProcessBuilder browserTests = new ProcessBuilder("npm", "run", "e2e").directory(FRONTEND.toFile())
			.redirectErrorStream(true);
		browserTests.environment().put("PARLEY_JAR", Path.of(System.getProperty("parley.jar")).toString());
		browserTests.environment().put("JAVA", ProcessHandle.current().info().command().orElseThrow());
		Process process = browserTests.start();
		try (BufferedReader output = process.inputReader()) {
			output.lines().forEach(System.out::println);
			assertThat(process.waitFor()).isZero();
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroy);
			process.destroy();
		}
	}

}
