package dev.parley.lab.command;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley lab}: the list of its commands. */
@Command(name = "parley lab", synopsisSubcommandLabel = "COMMAND", sortOptions = false,
		description = { "Tests and measures any WebSocket server.", "" },
		footer = { "", "Start here:",
				"  parley lab load ws://localhost:8080/echo --clients 100 --rate 1000 --duration 10s", "",
				"Options can also be set as PARLEY_LAB_<OPTION> or in --config FILE; the command line wins.",
				"Exit codes: 0 passed, 96 invalid run, 97 unreachable, 98 integrity violated, 99 criterion failed, 105 interrupted." })
public final class LabCommand implements Runnable {

	private static final String ALL = "all";

	private static final String COMPLETION = "generate-completion";

	/** In the order of the help. */
	private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

	static {
		COMMANDS.put("probe", ProbeCommand.class);
		COMMANDS.put("load", LoadCommand.class);
		COMMANDS.put("stress", StressCommand.class);
		COMMANDS.put("events", EventsCommand.class);
		COMMANDS.put("check", CheckCommand.class);
		COMMANDS.put("proxy", ProxyCommand.class);
		COMMANDS.put("monitor", MonitorCommand.class);
		COMMANDS.put("report", ReportCommand.class);
		COMMANDS.put("compare", CompareCommand.class);
		COMMANDS.put("console", ConsoleCommand.class);
		COMMANDS.put(ALL, AllCommand.class);
		COMMANDS.put(COMPLETION, AutoComplete.GenerateCompletion.class);
	}

	@Mixin
	private final CommonOptions common = new CommonOptions();

	/**
	 * The command line for these arguments. If they name a command, only that one is
	 * prepared: reading the options of all commands takes longer than a probe.
	 */
	public static CommandLine commandLine(String[] args) {
		CommandLine command = new CommandLine(new LabCommand());
		String named = (args.length == 0) ? "" : args[0];
		Class<?> only = (named.equals(ALL) || named.equals(COMPLETION)) ? null : COMMANDS.get(named);
		if (only == null) {
			COMMANDS.forEach(command::addSubcommand);
		}
		else {
			command.addSubcommand(named, only);
		}
		return command;
	}

	@Override
	public void run() {
		throw this.common.misused("no command given; see the list below");
	}

}
