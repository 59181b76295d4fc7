package dev.parley.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A run as one self-contained page with styles, script, plots and numbers.
 */
public final class HtmlReport {

	private HtmlReport() {
	}

	public static String of(RunFile run) {
		return page(run.compact());
	}

	/** The page that draws this JSON. */
	static String page(String json) {
		return resource("report.html").replace("/*uplot.css*/", resource("uPlot.min.css"))
			.replace("/*report.css*/", resource("report.css"))
			.replace("/*uplot.js*/", resource("uPlot.iife.min.js"))
			.replace("/*report.js*/", resource("report.js"))
			.replace("/*run.json*/", inScript(json));
	}

	/** Escapes the JSON so that no text of a run can end the script it is in. */
	private static String inScript(String json) {
		return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
	}

	private static String resource(String name) {
		try (InputStream in = HtmlReport.class.getResourceAsStream("/lab/report/" + name)) {
			if (in == null) {
				throw new IllegalStateException("the report's " + name + " is not in the jar");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("the report's " + name + " cannot be read", ex);
		}
	}

}
