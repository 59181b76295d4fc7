import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes target/reports/index.html, which links every report of the last run and says what
 * each one is for. Started by the build at the end of verify and by 'make reports'; reads
 * what is there and says what is missing.
 */
public class Reports {

	private static final Path TARGET = Path.of("target");

	private static final Path REPORTS = TARGET.resolve("reports");

	private static final String STYLE = """
			:root { color-scheme: light dark; --line: #8884; --bad: #c62828; --good: #2e7d32; }
			@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #81c784; } }
			body { font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 62rem; padding: 0 1rem; }
			h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; }
			table { border-collapse: collapse; width: 100%; }
			th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
			td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
			.bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); } .none { opacity: .65; }
			pre { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--bad); padding-left: .8rem; font-size: .85rem; }
			""";

	public static void main(String[] args) throws Exception {
		Files.createDirectories(REPORTS);
		List<String> rows = new ArrayList<>();
		rows.add(tests("Tests of the server", "unit, endpoint and live-server tests (Surefire)", "surefire-reports",
				"tests-server.html"));
		rows.add(tests("Tests of whole servers", "packaged servers, crashes, clusters, browser (Failsafe)",
				"failsafe-reports", "tests-system.html"));
		rows.add(tests("Tests of the page", "services, reducers, components (Vitest)", "reports/vitest",
				"tests-page.html"));
		rows.add(coverage("Coverage by unit tests", "coverage-unit"));
		rows.add(coverage("Coverage by whole-server tests", "coverage-integration"));
		rows.add(link("Browser tests", "traces and steps of every failure (Playwright)", "playwright/index.html",
				"made by 'npm run e2e' in frontend/ and by verify where Chromium is installed"));
		rows.add(link("Server tests in Allure", "the same tests by package, with timeline and attachments",
				"allure/index.html", "made by 'make reports'"));
		write("index.html", "Reports of the last run",
				"<p>Start with the tests: failures come first, with their messages. Open the coverage to see which lines "
						+ "of a class no test reached.</p><table><tr><th>Report<th>What it shows<th>Result</tr>"
						+ String.join("", rows) + "</table>");
		System.out.println("Reports: " + REPORTS.resolve("index.html").toAbsolutePath().toUri());
	}

	private static String tests(String title, String what, String folder, String page) throws Exception {
		List<Suite> suites = suites(TARGET.resolve(folder));
		if (suites.isEmpty()) {
			Files.deleteIfExists(REPORTS.resolve(page));
			return row(title, null, what, "<span class=none>not part of the last run</span>");
		}
		int failed = suites.stream().mapToInt(Suite::failed).sum();
		int skipped = suites.stream().mapToInt(Suite::skipped).sum();
		String result = "%d run, %s, %d skipped".formatted(suites.stream().mapToInt(Suite::tests).sum(),
				(failed > 0) ? "<span class=bad>%d failed</span>".formatted(failed) : "<span class=good>0 failed</span>",
				skipped);
		write(page, title, "<p><a href=index.html>All reports</a> · " + result + "</p>" + failures(suites) + table(suites));
		return row(title, page, what, result);
	}

	private static List<Suite> suites(Path folder) throws Exception {
		List<Suite> suites = new ArrayList<>();
		if (Files.isDirectory(folder)) {
			try (Stream<Path> files = Files.list(folder)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".xml")).toList()) {
					read(file, suites);
				}
			}
		}
		suites.removeIf((suite) -> suite.tests() == 0);
		suites.sort(Comparator.comparing(Suite::failed).thenComparing(Suite::seconds).reversed());
		return suites;
	}

	private static void read(Path file, List<Suite> suites) throws Exception {
		DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
		parser.setErrorHandler(null);
		Element root;
		try {
			root = parser.parse(file.toFile()).getDocumentElement();
		}
		catch (org.xml.sax.SAXException ex) {
			return; // Not complete: its JVM ended in the middle of the class.
		}
		NodeList elements = root.getElementsByTagName("testsuite");
		if (root.getTagName().equals("testsuite")) {
			suites.add(Suite.of(root));
		}
		for (int i = 0; i < elements.getLength(); i++) {
			suites.add(Suite.of((Element) elements.item(i)));
		}
	}

	private static String failures(List<Suite> suites) {
		StringBuilder html = new StringBuilder();
		for (Suite suite : suites) {
			for (Failure failure : suite.failures()) {
				html.append("<h2>").append(escaped(suite.name() + " · " + failure.test())).append("</h2><pre>")
					.append(escaped(failure.message())).append("</pre>");
			}
		}
		return html.toString();
	}

	private static String table(List<Suite> suites) {
		StringBuilder html = new StringBuilder(
				"<table><tr><th>Class or file<th class=n>Tests<th class=n>Failed<th class=n>Skipped<th class=n>Seconds</tr>");
		for (Suite suite : suites) {
			html.append("<tr><td>%s<td class=n>%d<td class='n%s'>%d<td class=n>%d<td class=n>%.1f</tr>".formatted(
					escaped(suite.name()), suite.tests(), (suite.failed() > 0) ? " bad" : "", suite.failed(),
					suite.skipped(), suite.seconds()));
		}
		return html.append("</table>").toString();
	}

	/** Of the lines, as the report's own table has them. */
	private static String coverage(String title, String folder) throws IOException {
		Path csv = REPORTS.resolve(folder).resolve("jacoco.csv");
		String what = "lines and branches reached, by class (JaCoCo)";
		if (!Files.exists(csv)) {
			return row(title, null, what, "<span class=none>not part of the last run</span>");
		}
		List<String> lines = Files.readAllLines(csv);
		List<String> header = List.of(lines.get(0).split(","));
		long missed = 0;
		long covered = 0;
		for (String line : lines.subList(1, lines.size())) {
			String[] fields = line.split(",");
			missed += Long.parseLong(fields[header.indexOf("LINE_MISSED")]);
			covered += Long.parseLong(fields[header.indexOf("LINE_COVERED")]);
		}
		return row(title, folder + "/index.html", what,
				String.format(java.util.Locale.ROOT, "%.1f %% of the lines", 100.0 * covered / Math.max(1, missed + covered)));
	}

	private static String link(String title, String what, String page, String otherwise) {
		boolean exists = Files.exists(REPORTS.resolve(page));
		return row(title, exists ? page : null, what, exists ? "" : "<span class=none>" + escaped(otherwise) + "</span>");
	}

	private static String row(String title, String page, String what, String result) {
		String name = (page != null) ? "<a href='" + page + "'>" + escaped(title) + "</a>" : escaped(title);
		return "<tr><td>" + name + "<td>" + escaped(what) + "<td>" + result + "</tr>";
	}

	private static void write(String page, String title, String body) throws IOException {
		Files.writeString(REPORTS.resolve(page),
				"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>"
						+ escaped(title) + "</title><style>" + STYLE + "</style><h1>" + escaped(title) + "</h1>" + body);
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;");
	}

	private record Failure(String test, String message) {
	}

	private record Suite(String name, int tests, int failed, int skipped, double seconds, List<Failure> failures) {

		static Suite of(Element suite) {
			List<Failure> failures = new ArrayList<>();
			NodeList cases = suite.getElementsByTagName("testcase");
			for (int i = 0; i < cases.getLength(); i++) {
				Element test = (Element) cases.item(i);
				for (String kind : List.of("failure", "error")) {
					NodeList found = test.getElementsByTagName(kind);
					if (found.getLength() > 0) {
						failures.add(new Failure(test.getAttribute("name"), message((Element) found.item(0))));
					}
				}
			}
			return new Suite(suite.getAttribute("name"), number(suite, "tests"),
					number(suite, "failures") + number(suite, "errors"), number(suite, "skipped"), seconds(suite),
					failures);
		}

		/** The message, or the beginning of the stack trace where there is none. */
		private static String message(Element failure) {
			String text = failure.getAttribute("message").isBlank() ? failure.getTextContent()
					: failure.getAttribute("message");
			return text.substring(0, Math.min(text.length(), 2000));
		}

		private static int number(Element suite, String attribute) {
			String value = suite.getAttribute(attribute);
			return value.isEmpty() ? 0 : Integer.parseInt(value);
		}

		private static double seconds(Element suite) {
			String value = suite.getAttribute("time").replace(",", "");
			return value.isEmpty() ? 0 : Double.parseDouble(value);
		}

	}

}
