package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.parley.lab.report.CsvReport;
import dev.parley.lab.report.HtmlReport;
import dev.parley.lab.report.RunFile;

/** {@code lab report}. */
@Command(name = "report", sortOptions = false,
		description = { "Turns a run into a self-contained HTML page or a CSV file.", "" },
		footer = { "", "Example:", "  parley lab load … --out json=run.json && parley lab report run.json" })
final class ReportCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Parameters(paramLabel = "RUN", description = "Run written by --out json=FILE.")
	private @Nullable Path run;

	@Option(names = { "-o", "--out" }, paramLabel = "FILE",
			description = "File to write, .html or .csv; by default next to the run as .html.")
	private @Nullable Path out;

	@Override
	public Integer call() throws IOException {
		Path file = (this.run == null) ? Path.of("run.json") : this.run;
		Path target = (this.out != null) ? this.out
				: file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.json$", "") + ".html");
		RunFile read = RunFile.read(file);
		Files.writeString(target, target.toString().endsWith(".csv") ? CsvReport.of(read) : HtmlReport.of(read));
		this.common.screen().line("wrote " + target);
		return ExitCode.PASSED.code();
	}

}
