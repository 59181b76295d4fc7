package dev.parley.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.load.LoadIntegrity;
import dev.parley.lab.load.LoadResult;
import dev.parley.measure.Threshold;

/** JUnit's XML, which every build server reads: one test case per check. */
public final class JunitReport {

	private JunitReport() {
	}

	/**
	 * One check.
	 *
	 * @param name of it
	 * @param seconds it took
	 * @param failure what was wrong, or null
	 */
	public record Case(String name, double seconds, @Nullable String failure) {

	}

	/** A load test: its thresholds, its integrity, its connections. */
	public static String of(LoadResult result) {
		List<Case> cases = new ArrayList<>();
		cases.add(new Case("every copy arrives once and in order", 0,
				result.integrity().isWhole() ? null : shown(result.integrity())));
		cases.add(new Case("every connection opens and stays", 0,
				result.connections().isShort() ? shown(result.connections()) : null));
		for (Threshold.Verdict verdict : result.verdicts()) {
			cases.add(new Case(verdict.threshold().text(), 0,
					verdict.ok() ? null : "found " + ConsoleSummary.actual(verdict)));
		}
		if (result.invalid() != null) {
			cases.add(new Case("the run is valid", 0, result.invalid()));
		}
		return of("lab load " + result.target(), result.measured().toMillis() / 1000.0, cases);
	}

	public static String of(String suite, double seconds, List<Case> cases) {
		long failures = cases.stream().filter((one) -> one.failure() != null).count();
		StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		xml.append(String.format(Locale.ROOT,
				"<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" time=\"%.3f\">%n", escaped(suite),
				cases.size(), failures, seconds));
		for (Case one : cases) {
			xml.append(String.format(Locale.ROOT, "  <testcase classname=\"parley.lab\" name=\"%s\" time=\"%.3f\"",
					escaped(one.name()), one.seconds()));
			String failure = one.failure();
			xml.append((failure == null) ? "/>\n" : "><failure message=\"" + escaped(failure) + "\"/></testcase>\n");
		}
		return xml.append("</testsuite>\n").toString();
	}

	private static String shown(LoadIntegrity integrity) {
		return String.format(Locale.ROOT,
				"lost %d of %d copies, duplicated %d, reordered %d, ghosts %d, holes %d, disagreements %d",
				integrity.lost(), integrity.expected(), integrity.duplicated(), integrity.reordered(),
				integrity.ghosts(), integrity.holes(), integrity.disagreements());
	}

	private static String shown(LoadResult.Connections connections) {
		return String.format(Locale.ROOT, "%d of %d open at the end, %d never opened, %d lost", connections.atEnd(),
				connections.wanted(), connections.failed(), connections.lost());
	}

	private static String escaped(String text) {
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach((c) -> {
			switch (c) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\n' -> escaped.append("&#10;");
				default -> escaped.appendCodePoint((c < ' ' && c != '\t') ? '?' : c);
			}
		});
		return escaped.toString();
	}

}
