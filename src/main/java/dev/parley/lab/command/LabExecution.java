package dev.parley.lab.command;

import java.io.PrintWriter;
import java.util.Map;

import dev.parley.lab.client.LabRefused;
import dev.parley.lab.client.LabTimeout;
import dev.parley.lab.load.Unreachable;
import picocli.CommandLine;

/** How a command is started, and how its failures become a sentence and an exit code. */
public final class LabExecution {

	private LabExecution() {
	}

	/** Lets the environment and a file stand in for options that were not typed. */
	public static void applyDefaults(CommandLine command, Map<String, String> environment, String[] args) {
		command.setDefaultValueProvider(LabDefaults.of(environment, args));
	}

	/** A command threw. */
	public static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
		PrintWriter err = command.getErr();
		return switch (failure) {
			case Unreachable absent -> tell(err, absent, ExitCode.UNREACHABLE);
			case LabRefused refused -> tell(err, refused, ExitCode.UNREACHABLE);
			case LabTimeout late -> tell(err, late, ExitCode.UNREACHABLE);
			case IllegalArgumentException wrong -> tell(err, wrong, ExitCode.USAGE);
			default -> {
				failure.printStackTrace(err);
				yield ExitCode.INTERNAL.code();
			}
		};
	}

	/** The command line could not be read. */
	public static int misused(CommandLine.ParameterException failure, String[] args) {
		PrintWriter err = failure.getCommandLine().getErr();
		err.println("lab: " + failure.getMessage());
		CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
		err.println();
		failure.getCommandLine().usage(err);
		return ExitCode.USAGE.code();
	}

	private static int tell(PrintWriter err, Exception failure, ExitCode code) {
		err.println("lab: " + Commands.sentence(failure));
		return code.code();
	}

}
