package dev.parley.lab.preset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Tokens that a command line of the user's prints, such as {@code parley token}. */
final class TokenCommands {

	private static final int PATIENCE_SECONDS = 60;

	private TokenCommands() {
	}

	static TokenSource source(String command) {
		return () -> run(command);
	}

	/** What it prints goes nowhere but into requests. */
	private static String run(String command) throws IOException {
		Process process = new ProcessBuilder("sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			process.getOutputStream().close();
			String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException("'" + command + "' did not end within " + PATIENCE_SECONDS + " s");
			}
			if (process.exitValue() != 0 || token.isEmpty() || token.chars().anyMatch(Character::isWhitespace)) {
				throw new IOException("'" + command + "' must print one token and nothing else, and ended with "
						+ process.exitValue());
			}
			return token;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for '" + command + "'", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
