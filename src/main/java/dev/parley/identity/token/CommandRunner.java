package dev.parley.identity.token;

import picocli.CommandLine;

import org.springframework.boot.logging.LoggingSystem;

import dev.parley.protocol.RejectedException;
import dev.parley.storage.StartException;

/** Runs a command. Prints only its output, or one sentence if it fails. */
final class CommandRunner {

	private CommandRunner() {
	}

	static int run(Object command, String... args) {
		// An unconfigured log would write to standard output.
		LoggingSystem.get(CommandRunner.class.getClassLoader()).beforeInitialize();
		return commandLine(command).execute(args);
	}

	static CommandLine commandLine(Object command) {
		return new CommandLine(command).setExecutionExceptionHandler((failure, line, parsed) -> {
			if (!(failure instanceof StartException || failure instanceof RejectedException)) {
				throw failure;
			}
			line.getErr().println("parley: " + failure.getMessage());
			return line.getCommandSpec().exitCodeOnExecutionException();
		});
	}

}
