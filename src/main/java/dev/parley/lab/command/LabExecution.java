package dev.parley.lab.command;

import java.io.PrintWriter;
import java.util.Map;

import picocli.CommandLine;

import dev.parley.lab.client.LabRefused;
import dev.parley.lab.client.LabTimeout;
import dev.parley.lab.engine.Unreachable;

/**
 * Applies defaults to a command, and turns its failures into a message and an exit code.
 */
public final class LabExecution {

	private LabExecution() {
	}

	/**
	 * Takes options that were not given from the environment and from {@code --config}.
	 */
	public static void applyDefaults(CommandLine command, Map<String, String> environment, String[] args) {
		command.setDefaultValueProvider(LabDefaults.of(environment, args));
	}

	/** Handles an exception of a command. */
	public static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
		PrintWriter err = command.getErr();
		return switch (failure) {
			case Unreachable absent -> report(err, absent, ExitCode.UNREACHABLE);
			case LabRefused refused -> report(err, refused, ExitCode.UNREACHABLE);
			case LabTimeout late -> report(err, late, ExitCode.UNREACHABLE);
			case IllegalArgumentException wrong -> report(err, wrong, ExitCode.USAGE);
			default -> {
				failure.printStackTrace(err);
				yield ExitCode.INTERNAL.code();
			}
		};
	}

	/** Handles a command line that cannot be parsed. */
	public static int misused(CommandLine.ParameterException failure, String[] args) {
		PrintWriter err = failure.getCommandLine().getErr();
		err.println("lab: " + failure.getMessage());
		CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
		err.println();
		failure.getCommandLine().usage(err);
		return ExitCode.USAGE.code();
	}

	/** The message of a failure, or its type if it has none. */
	static String message(Throwable failure) {
		String message = failure.getMessage();
		return (message == null) ? failure.getClass().getSimpleName() : message;
	}

	private static int report(PrintWriter err, Exception failure, ExitCode code) {
		err.println("lab: " + message(failure));
		return code.code();
	}

}
