package dev.parley.lab;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import picocli.CommandLine;

import dev.parley.lab.command.ExitCode;
import dev.parley.lab.command.LabCommand;
import dev.parley.lab.command.LabExecution;
import dev.parley.measure.Amounts;

/** The entry point of the lab: {@code parley lab …}. */
public final class Lab {

	private Lab() {
	}

	/** Runs one command and returns the exit code of the process. */
	public static int run(String[] args) {
		// Netty's flight recorder events would cost a tenth of a second at startup.
		System.setProperty("io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
		PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
		PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
		return run(args, System.getenv(), out, err);
	}

	/** Runs one command with the given environment and outputs. */
	public static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
		CommandLine command = LabCommand.commandLine(args)
			.setOut(out)
			.setErr(err)
			.setUsageHelpAutoWidth(true)
			.registerConverter(Duration.class, checked(Amounts::duration))
			.registerConverter(int.class, checked((text) -> Math.toIntExact(Amounts.count(text))))
			.registerConverter(Long.class, checked(Amounts::count))
			.registerConverter(URI.class, checked(URI::create))
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

	/** Lets picocli report the message of a parser without the name of its exception. */
	private static <T> CommandLine.ITypeConverter<T> checked(Function<String, T> parser) {
		return (text) -> {
			try {
				return parser.apply(text);
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				throw new CommandLine.TypeConversionException(String.valueOf(ex.getMessage()));
			}
		};
	}

}
