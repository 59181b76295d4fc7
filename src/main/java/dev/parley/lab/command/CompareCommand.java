package dev.parley.lab.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import dev.parley.lab.report.Comparison;
import dev.parley.lab.report.RunFile;

/** {@code lab compare}. */
@Command(name = "compare", sortOptions = false,
		description = { "Compares two runs by a rank test on their seconds: better, worse or no difference.", "" },
		footer = { "", "The exit code is 99 if anything is worse.", "", "Example:",
				"  parley lab compare before.json after.json" })
final class CompareCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Parameters(index = "0", paramLabel = "BEFORE", description = "Run written by --out json=FILE.")
	private Path before = Path.of("");

	@Parameters(index = "1", paramLabel = "AFTER", description = "Run to compare with it.")
	private Path after = Path.of("");

	@Override
	public Integer call() {
		Screen screen = this.common.screen();
		List<Comparison.Difference> differences = Comparison.of(RunFile.read(this.before), RunFile.read(this.after));
		differences.forEach((one) -> screen.line(Comparison.shown(one, screen.style())));
		boolean worse = differences.stream().anyMatch((one) -> one.rating() == Comparison.Rating.WORSE);
		return (worse ? ExitCode.FAILED : ExitCode.PASSED).code();
	}

}
