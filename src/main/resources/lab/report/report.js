"use strict";
(() => {
	const page = document.getElementById("report");
	const dark = matchMedia("(prefers-color-scheme: dark)").matches;
	const ink = dark ? "#a0a4ab" : "#60646c";
	const grid = { stroke: dark ? "#2b2f35" : "#e3e4e8", width: 1 };
	const colours = dark ? ["#70b8ff", "#4cc38a", "#ffb224", "#ff6369"] : ["#0d74ce", "#18794e", "#ad5700", "#c62a2f"];
	const plots = [];

	const element = (tag, className, text) => {
		const made = document.createElement(tag);
		if (className) made.className = className;
		if (text !== undefined) made.textContent = text;
		return made;
	};
	const section = (title, className) => {
		const made = element("section", className);
		if (title) made.append(element("h2", "", title));
		page.append(made);
		return made;
	};
	const number = (value) => value.toLocaleString("en").replaceAll(",", "\u202f");
	const millis = (value) => value === null || value === undefined ? "–"
		: value >= 1000 ? (value / 1000).toFixed(2) + " s" : value >= 100 ? value.toFixed(0) + " ms"
		: value >= 1 ? value.toFixed(2) + " ms" : (value * 1000).toFixed(0) + " µs";
	const table = (into, head, rows) => {
		const made = element("table");
		const line = made.createTHead().insertRow();
		for (const text of head) line.append(element("th", "", text));
		const body = made.createTBody();
		for (const cells of rows) {
			const row = body.insertRow();
			for (const cell of cells) row.append(cell instanceof Node ? cell : element("td", "", cell));
		}
		into.append(made);
	};
	const figure = (into, label, value, bad) => {
		const made = element("div", "figure");
		made.append(element("span", "soft", label), element("b", bad ? "bad" : "", value));
		into.append(made);
	};

	function verdict() {
		const words = { passed: "Passed", failed: "Failed", broken: "Failed: messages were lost, doubled or disordered", invalid: "Invalid: the run proves nothing", interrupted: "Interrupted" };
		const made = section("", "verdict " + run.outcome);
		made.append(element("h1", "", words[run.outcome] ?? run.outcome));
		if (run.invalid) made.append(element("p", "bad", run.invalid));
		made.append(element("p", "soft", `${run.preset} · ${run.target} · ${run.startedAt.replace("T", " ").slice(0, 19)} UTC · ${run.measuredSeconds} s measured`));
	}

	function thresholds() {
		if (run.thresholds.length === 0) return;
		table(section("Criteria"), ["what had to hold", "found", ""], run.thresholds.map((one) =>
			[element("td", "text", one.expr), one.shown, element("td", one.ok ? "good" : "bad", one.ok ? "passed" : "failed")]));
	}

	function integrity() {
		const whole = run.integrity;
		const made = section("Integrity");
		const figures = element("div", "figures");
		figure(figures, "published", number(run.traffic.sent));
		figure(figures, "copies expected", number(whole.expected));
		figure(figures, "copies received", number(whole.unique));
		for (const name of ["lost", "duplicated", "reordered", "ghosts", "holes", "disagreements"]) figure(figures, name, number(whole[name]), whole[name] > 0);
		figure(figures, "outcome unknown", number(whole.unknown));
		made.append(figures);
		if (!whole.ordered) made.append(element("p", "soft", "The server numbers nothing, so one order for all was not checked."));
	}

	function connections() {
		const made = section("Connections and rates");
		const figures = element("div", "figures");
		figure(figures, "connections", `${number(run.connections.atEnd)} of ${number(run.connections.wanted)}`, run.connections.atEnd < run.connections.wanted);
		figure(figures, "never opened", number(run.connections.failed), run.connections.failed > 0);
		figure(figures, "lost", number(run.connections.lost), run.connections.lost > 0);
		figure(figures, "sent per second", number(Math.round(run.traffic.sendsPerSecond)));
		figure(figures, "copies per second", number(Math.round(run.traffic.copiesPerSecond)));
		if (run.traffic.planned > 0) figure(figures, "of the planned rate", (100 * run.traffic.sent / run.traffic.planned).toFixed(2) + " %");
		made.append(figures);
		const errors = Object.entries(run.errors);
		if (errors.length > 0) table(made, ["errors", ""], errors.map(([kind, count]) => [kind, number(count)]));
	}

	function latencies() {
		const made = section("Latency");
		made.append(element("p", "soft", "Counted from the moment a message was meant to be sent; “service” from the moment it was written. The difference is waiting. A percentile stands only where the sample allows it."));
		table(made, ["", "min", "mean", "p50", "p95", "p99", "p99.9", "max", "samples"], Object.entries(run.latencies).map(([name, one]) => {
			const label = element("td", "", name.replace("_", " "));
			label.title = one.meaning;
			return [label, ...["min", "mean", "p50", "p95", "p99", "p999", "max"].map((key) => millis(one[key])), number(one.count)];
		}));
	}

	const axis = (label, more) => ({ stroke: ink, grid, ticks: grid, label, labelSize: 18, size: 62, ...more });
	const line = (label, colour, more) => ({ label, stroke: colour, width: 1.5, points: { show: run.samples.length < 3 }, ...more });

	function plot(title, data, series, more) {
		const into = element("div", "plot");
		section(title).append(into);
		const options = { width: into.clientWidth || 600, height: 240, scales: { x: { time: false } }, series: [{ label: "s" }, ...series], axes: [axis("seconds", { size: 44 }), axis("")], ...more };
		plots.push([new uPlot(options, data, into), into]);
	}

	function series() {
		const samples = run.samples;
		if (samples.length === 0) {
			section("Over time").append(element("p", "soft", "The run was shorter than a second: there is nothing to draw over time."));
			return;
		}
		const t = samples.map((one) => one.t);
		const of = (pick) => samples.map((one) => pick(one) ?? null);
		plot("Messages per second", [t, of((s) => s.sent), of((s) => s.copies), of((s) => s.errors)],
			[line("sent", colours[0]), line("copies", colours[1]), line("errors", colours[3])]);
		const metric = run.latencies.delivery ? "delivery" : "ack";
		plot(`Latency over time: ${metric}, ms`, [t, ...["p50", "p95", "p99", "max"].map((key) => of((s) => s[metric][key]))],
			["p50", "p95", "p99", "max"].map((key, i) => line(key, colours[i])),
			{ bands: [{ series: [3, 1], fill: dark ? "#70b8ff22" : "#0d74ce1a" }] });
		plot("Open connections", [t, of((s) => s.open)], [line("open", colours[0])],
			{ axes: [axis("seconds", { size: 44 }), axis("", { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] })] });
		plot("The generator: CPU (share of a core) and lateness of its sends (p99, ms)", [t, of((s) => s.cpu), of((s) => s.lagP99)],
			[line("cpu", colours[0]), line("late ms", colours[2], { scale: "late" })],
			{ axes: [axis("seconds", { size: 44 }), axis(""), axis("", { scale: "late", side: 1, grid: { show: false } })] });
	}

	/** Percentiles on a scale where each step is one more nine. */
	function curves() {
		const names = ["delivery", "ack", "completion"].filter((name) => run.latencies[name]);
		if (names.length === 0) return;
		const nines = (percentile) => -Math.log10(1 - Math.min(percentile, 99.99999) / 100);
		const tables = names.map((name) => {
			const points = run.latencies[name].curve.filter(([percentile]) => percentile < 100);
			return [points.map(([percentile]) => nines(percentile)), points.map(([, value]) => value)];
		}).filter(([x]) => x.length > 1);
		if (tables.length === 0) return;
		plot("Percentile curve, ms", uPlot.join(tables), names.slice(0, tables.length).map((name, i) => line(name, colours[i], { spanGaps: true, points: { show: false } })), {
			axes: [axis("percentile", { size: 44, values: (_, ticks) => ticks.map((tick) => (100 * (1 - 10 ** -tick)).toFixed(Math.max(0, Math.ceil(tick) - 2)) + "%") }), axis("")],
			series: [{ label: "percentile", value: (_, raw) => raw === null ? "–" : (100 * (1 - 10 ** -raw)).toFixed(4) + " %" }, ...names.slice(0, tables.length).map((name, i) => line(name, colours[i], { spanGaps: true, points: { show: false } }))],
		});
	}

	function settings() {
		const made = section("Settings and environment");
		table(made, ["", ""], Object.entries({ ...run.settings, ...run.environment, "generator cpu": (100 * run.generator.cpu).toFixed(0) + " % of a core", "worst stall": millis(run.generator.worstStallNanos / 1e6) })
			.map(([name, value]) => [name, element("td", "text", String(value))]));
	}

	/** Faults as lines, those that lasted as bands, behind what is drawn over the same time. */
	function faultMarks(u) {
		const bottom = u.bbox.top + u.bbox.height;
		u.ctx.save();
		for (const fault of run.faults) {
			const from = u.valToPos(fault.t, "x", true);
			const to = u.valToPos(fault.t + fault.lasting, "x", true);
			u.ctx.fillStyle = colours[2] + (fault.lasting > 0 ? "33" : "b3");
			if (from >= u.bbox.left && from <= u.bbox.left + u.bbox.width) {
				u.ctx.fillRect(from, u.bbox.top, Math.max(to - from, devicePixelRatio), bottom - u.bbox.top);
			}
		}
		u.ctx.restore();
	}

	function checkVerdict() {
		const words = { passed: "The contract held", broken: "The contract was broken", failed: run.quiet ? "Nothing could be checked" : "Not every client came to rest" };
		const made = section("", "verdict " + run.outcome);
		made.append(element("h1", "", words[run.outcome]));
		made.append(element("p", "soft", `${run.target} · ${run.startedAt.replace("T", " ").slice(0, 19)} UTC · ${run.seconds.toFixed(1)} s · seed ${run.seed}`));
		const sign = (one) => one.verdict === "violated" ? ["bad", `${number(one.violations)} broken`]
			: one.verdict === "valid" ? ["good", "held"] : ["warn", "nothing seen"];
		const found = section("What must hold");
		table(found, ["promise", "looked at", ""], run.findings.map((one) =>
			[element("td", "text", one.promise), number(one.checked), element("td", ...sign(one))]));
		for (const one of run.findings.filter((finding) => finding.witness.length > 0)) {
			found.append(element("h3", "", one.promise), element("pre", "", one.witness.join("\n")));
		}
	}

	function checkFigures() {
		const figures = element("div", "figures");
		figure(figures, "confirmed", number(run.published.ok));
		figure(figures, "refused", number(run.published.failed));
		figure(figures, "outcome unknown", number(run.published.unknown));
		figure(figures, "faults", number(run.faults.length));
		figure(figures, "reconnects", number(run.reconnects));
		figure(figures, "repeated after a sync", number(run.repeats));
		section("Messages").append(figures);
	}

	function checkSeries() {
		const t = run.samples.map((one) => one.t);
		const of = (key) => run.samples.map((one) => one[key] ?? null);
		const marks = { hooks: { drawAxes: [faultMarks] } };
		if (t.length > 0) {
			plot("Messages per second, and the faults", [t, of("published"), of("confirmed")], [line("published", colours[0]), line("confirmed", colours[1])], marks);
			plot("Slowest confirmation of each second, ms", [t, of("slowest")], [line("slowest", colours[3])], marks);
		}
		if (run.faults.length > 0) {
			table(section("Faults"), ["what", "round", "second", "lasting"], run.faults.map((one) =>
				[one.what, String(one.round), one.t.toFixed(1), one.lasting > 0 ? one.lasting.toFixed(1) + " s" : "–"]));
		}
	}

	const parts = run.kind === "check" ? [checkVerdict, checkFigures, checkSeries]
		: [verdict, thresholds, integrity, connections, latencies, series, curves, settings];
	for (const part of parts) part();
	addEventListener("resize", () => plots.forEach(([chart, into]) => chart.setSize({ width: into.clientWidth, height: 240 })));
})();
