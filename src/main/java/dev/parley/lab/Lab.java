package dev.parley.lab;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import picocli.CommandLine;

import dev.parley.lab.command.ExitCode;
import dev.parley.lab.command.LabCommand;
import dev.parley.lab.command.LabExecution;
import dev.parley.measure.Amounts;

/** The laboratory from the command line: {@code parley lab …}. */
public final class Lab {

	private Lab() {
	}

	/** Runs one command and answers the exit code of the process. */
	public static int run(String[] args) {
		// Nobody records this process, and preparing for it takes a tenth of a second.
		System.setProperty("io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
		PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
		PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
		return run(args, System.getenv(), out, err);
	}

	/** The same with the environment and the outputs of the caller's choice. */
	public static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
		CommandLine command = LabCommand.commandLine(args)
			.setOut(out)
			.setErr(err)
			.setUsageHelpAutoWidth(true)
			.registerConverter(Duration.class, Amounts::duration)
			.registerConverter(int.class, (text) -> Math.toIntExact(Amounts.count(text)))
			.setExecutionExceptionHandler(LabExecution::failed)
			.setParameterExceptionHandler(LabExecution::misused);
		try {
			LabExecution.applyDefaults(command, environment, args);
			return command.execute(args);
		}
		catch (IllegalArgumentException ex) {
			err.println("lab: " + ex.getMessage());
			return ExitCode.USAGE.code();
		}
	}

}
