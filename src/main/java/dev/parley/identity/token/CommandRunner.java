package dev.parley.identity.token;

import picocli.CommandLine;

import org.springframework.boot.logging.LoggingSystem;

import dev.parley.protocol.RejectedException;
import dev.parley.storage.StartException;

/** Runs a command: its output is what it prints, its failure one sentence. */
final class CommandRunner {

	private CommandRunner() {
	}

	static int run(Object command, String... args) {
		// Nobody configures a log here, and an unconfigured one goes to the output.
		LoggingSystem.get(CommandRunner.class.getClassLoader()).beforeInitialize();
		return line(command).execute(args);
	}

	static CommandLine line(Object command) {
		return new CommandLine(command).setExecutionExceptionHandler((failure, line, parsed) -> {
			if (!(failure instanceof StartException || failure instanceof RejectedException)) {
				throw failure;
			}
			line.getErr().println("parley: " + failure.getMessage());
			return line.getCommandSpec().exitCodeOnExecutionException();
		});
	}

}
