package dev.parley.lab.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import dev.parley.lab.load.Metric;
import dev.parley.lab.load.SampleResult;

import static org.assertj.core.api.Assertions.assertThat;

class JunitReportTests {

	@Test
	void aRunThatPassedHasNoFailures() {
		SampleResult run = new SampleResult().latencies(Metric.DELIVERY, 1).threshold("delivery:max<5ms");

		assertThat(JunitReport.of(run.result())).isEqualTo("""
				<?xml version="1.0" encoding="UTF-8"?>
				<testsuite name="lab load ws://localhost/ws" tests="3" failures="0" errors="0" time="2.500">
				  <testcase classname="parley.lab" name="every copy arrives once and in order" time="0.000"/>
				  <testcase classname="parley.lab" name="every connection opens and stays" time="0.000"/>
				  <testcase classname="parley.lab" name="delivery:max&lt;5ms" time="0.000"/>
				</testsuite>
				""");
	}

	@Test
	void everythingThatDidNotHoldIsAFailureWithWhatWasFound() {
		SampleResult run = new SampleResult().copies(10, 7, 3)
			.faults(1, 2, 4, 5, 6)
			.connections(5, 5, 0, 2, 3)
			.threshold("ack:p(99)<5ms")
			.threshold("lost==0")
			.invalid("the generator was late");

		assertThat(JunitReport.of(run.result())).isEqualTo(
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<testsuite name="lab load ws://localhost/ws" tests="5" failures="5" errors="0" time="2.500">
						  <testcase classname="parley.lab" name="every copy arrives once and in order" time="0.000"><failure message="lost 3 of 10 copies, duplicated 1, reordered 2, ghosts 4, holes 5, disagreements 6"/></testcase>
						  <testcase classname="parley.lab" name="every connection opens and stays" time="0.000"><failure message="3 of 5 open at the end, 0 never opened, 2 lost"/></testcase>
						  <testcase classname="parley.lab" name="ack:p(99)&lt;5ms" time="0.000"><failure message="found no samples"/></testcase>
						  <testcase classname="parley.lab" name="lost==0" time="0.000"><failure message="found 3"/></testcase>
						  <testcase classname="parley.lab" name="the run is valid" time="0.000"><failure message="the generator was late"/></testcase>
						</testsuite>
						""");
	}

	@Test
	void hostileNamesComeBackAsTheyWere() throws Exception {
		String hostile = "a<b>&amp; \"quoted\" 'single' ]]> </testcase>\n\ttab ünï 😀";

		Element suite = parsed(
				JunitReport.of(hostile, 1, List.of(new JunitReport.Case(hostile, 0.5, hostile + " failed"))));

		Element testcase = (Element) suite.getElementsByTagName("testcase").item(0);
		Element failure = (Element) suite.getElementsByTagName("failure").item(0);
		assertThat(suite.getAttribute("name")).isEqualTo(hostile.replace('\t', ' '));
		assertThat(testcase.getAttribute("name")).isEqualTo(hostile.replace('\t', ' '));
		assertThat(failure.getAttribute("message")).isEqualTo(hostile.replace('\t', ' ') + " failed");
	}

	@Test
	void charactersThatXmlForbidsAreReplaced() throws Exception {
		Element suite = parsed(JunitReport.of("nul\u0000 bell\u0007 escape\u001b[31m", 0, List.of()));

		assertThat(suite.getAttribute("name")).isEqualTo("nul? bell? escape?[31m");
		assertThat(suite.getAttribute("tests")).isEqualTo("0");
	}

	@Test
	void secondsHaveADecimalPointEverywhere() throws Exception {
		Element suite = parsed(JunitReport.of("s", 1234.5678, List.of(new JunitReport.Case("c", 0.0004, null))));

		assertThat(suite.getAttribute("time")).isEqualTo("1234.568");
	}

	private static Element parsed(String xml) throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
			.getDocumentElement();
	}

}
