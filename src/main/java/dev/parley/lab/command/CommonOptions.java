package dev.parley.lab.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command. */
final class CommonOptions {

	@Spec(Spec.Target.MIXEE)
	private @Nullable CommandSpec command;

	@Option(names = "--config", paramLabel = "FILE", description = "YAML file with options by their long names.")
	private @Nullable String config;

	@Option(names = "--no-color", description = "Print without colours, as with NO_COLOR.")
	private boolean noColor;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Print this help.")
	@SuppressWarnings("unused") // picocli looks at it
	private boolean help;

	Screen screen() {
		return Screen.of(spec().commandLine().getOut(), this.noColor);
	}

	CommandLine.ParameterException misused(String why) {
		return new CommandLine.ParameterException(spec().commandLine(), why);
	}

	/** The configuration file for the first line of a run. */
	String source() {
		return (this.config == null) ? "" : " (" + this.config + ")";
	}

	private CommandSpec spec() {
		CommandSpec own = this.command;
		if (own == null) {
			throw new IllegalStateException("picocli sets the command");
		}
		return own;
	}

}
