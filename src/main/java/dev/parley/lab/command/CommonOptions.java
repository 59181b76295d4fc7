package dev.parley.lab.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command understands. */
final class CommonOptions {

	@Spec(Spec.Target.MIXEE)
	private @Nullable CommandSpec command;

	@Option(names = "--config", paramLabel = "FILE", description = "Options in YAML, by their long names.")
	private @Nullable String config;

	@Option(names = "--no-color", description = "No colours, as with NO_COLOR.")
	private boolean noColor;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "This text.")
	@SuppressWarnings("unused") // picocli looks at it
	private boolean help;

	Screen screen() {
		return Screen.of(spec().commandLine().getOut(), this.noColor);
	}

	CommandLine.ParameterException misused(String why) {
		return new CommandLine.ParameterException(spec().commandLine(), why);
	}

	/** Where options that were not typed came from, for the first line of a run. */
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
