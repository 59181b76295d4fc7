package dev.parley.lab.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.load.SampleResult;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTests {

	private static final Pattern RUN = Pattern.compile("<script>const run = (.*);</script>");

	@Test
	void thePageHoldsTheWholeRun() {
		RunFile run = RunFile.of(new SampleResult().second(1, 5, 2).result(), Map.of("rate", "5/s"));

		String page = HtmlReport.of(run);

		assertThat(JsonMapper.shared().readTree(runIn(page))).hasToString(run.root().toString());
	}

	@Test
	void thePageNeedsNothingFromAnywhere() {
		String page = HtmlReport.of(RunFile.of(new SampleResult().result(), Map.of()));

		assertThat(page).startsWith("<!doctype html>")
			.doesNotContain("/*uplot.css*/", "/*report.css*/", "/*uplot.js*/", "/*report.js*/", "/*run.json*/")
			.doesNotContainPattern("(src|href)\\s*=\\s*[\"']");
	}

	@Test
	void noNameOfARunCanEndTheScriptThatHoldsIt() {
		String hostile = "</script><script>alert(1)</script><!-- \u2028\u2029 $1 \\";
		RunFile run = RunFile.of(new SampleResult().target(hostile).error(hostile, 1).result(),
				Map.of(hostile, hostile));

		String page = HtmlReport.of(run);

		assertThat(page).doesNotContain("alert(1)</script>", "<!--", "\u2028", "\u2029");
		assertThat(JsonMapper.shared().readTree(runIn(page)).path("target").asString()).isEqualTo(hostile);
	}

	private static String runIn(String page) {
		Matcher run = RUN.matcher(page);
		assertThat(run.find()).isTrue();
		return run.group(1);
	}

}
