package dev.parley.lab.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley lab}: the list of its commands. */
@Command(name = "parley lab", synopsisSubcommandLabel = "COMMAND", sortOptions = false,
		description = { "Proves and measures any WebSocket server.", "" },
		subcommands = { ProbeCommand.class, LoadCommand.class, StressCommand.class, EventsCommand.class,
				CheckCommand.class, ProxyCommand.class, MonitorCommand.class, ReportCommand.class, CompareCommand.class,
				ConsoleCommand.class, AllCommand.class, AutoComplete.GenerateCompletion.class },
		footer = { "", "Start here:",
				"  parley lab load ws://localhost:8080/echo --clients 100 --rate 1000 --duration 10s", "",
				"Every option can be set as PARLEY_LAB_<OPTION>, or in --config FILE; typed ones win.",
				"Exit: 0 held, 96 run invalid, 97 unreachable, 98 integrity broken, 99 criterion failed, 105 stopped." })
public final class LabCommand implements Runnable {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Override
	public void run() {
		throw this.common.misused("Which command?");
	}

}
