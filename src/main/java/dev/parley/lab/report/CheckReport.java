package dev.parley.lab.report;

import java.util.Locale;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.parley.lab.check.CheckResult;
import dev.parley.lab.check.CheckSample;
import dev.parley.lab.check.Finding;
import dev.parley.lab.check.InjectedFault;

/**
 * A check of the delivery contract as one page: the verdict, every promise with its
 * evidence, and what was published and confirmed over time with the faults marked.
 */
public final class CheckReport {

	private static final JsonMapper JSON = JsonMapper.shared();

	private CheckReport() {
	}

	public static String html(CheckResult result) {
		return HtmlReport.page(JSON.writeValueAsString(root(result)));
	}

	private static ObjectNode root(CheckResult result) {
		ObjectNode root = JSON.createObjectNode();
		root.put("kind", "check")
			.put("target", result.details().target())
			.put("startedAt", result.details().startedAt().toString());
		root.put("outcome", outcome(result)).put("quiet", result.settled());
		root.put("seed", result.details().seed()).put("seconds", result.details().took().toMillis() / 1000.0);
		root.put("reconnects", result.recovery().reconnects()).put("repeats", result.recovery().repeats());
		root.set("published", JSON.valueToTree(result.published()));
		ArrayNode findings = root.putArray("findings");
		for (Finding finding : result.findings()) {
			ObjectNode one = findings.addObject();
			one.put("promise", finding.invariant().promise());
			one.put("verdict", finding.status().name().toLowerCase(Locale.ROOT));
			one.put("checked", finding.checked()).put("violations", finding.violations());
			finding.witness().forEach(one.putArray("witness")::add);
		}
		ArrayNode faults = root.putArray("faults");
		for (InjectedFault fault : result.faults()) {
			faults.addObject()
				.put("t", fault.seconds())
				.put("lasting", fault.lasting())
				.put("what", fault.what())
				.put("round", fault.round());
		}
		ArrayNode samples = root.putArray("samples");
		for (CheckSample sample : result.samples()) {
			ObjectNode one = samples.addObject().put("t", sample.second()).put("published", sample.published());
			one.put("confirmed", sample.confirmed());
			if (sample.confirmed() > 0) {
				one.put("slowest", sample.slowest());
			}
		}
		return root;
	}

	private static String outcome(CheckResult result) {
		return result.isViolated() ? "broken" : result.isPassed() ? "passed" : "failed";
	}

}
