package dev.parley.lab.command;

import java.util.List;
import java.util.Locale;

import dev.parley.lab.load.LoadListener;
import dev.parley.lab.load.LoadPlan;
import dev.parley.lab.load.LoadSample;
import dev.parley.lab.report.Style;
import dev.parley.measure.Amounts;

/**
 * Shows the progress of a load test: a panel on a terminal, otherwise a line every five
 * seconds.
 */
final class LoadPanel implements LoadListener {

	private static final int BAR = 30;

	private static final int LINE_EVERY = 5;

	private final Screen screen;

	private int samples;

	private long lastOpened = -1;

	LoadPanel(Screen screen) {
		this.screen = screen;
	}

	@Override
	public void connecting(long opened, long failed, long wanted) {
		if (this.screen.isLive() && opened != this.lastOpened) {
			this.screen.panel(List.of("  connecting " + bar((double) opened / wanted) + " " + opened + " of " + wanted
					+ ((failed > 0) ? this.screen.style().bad("  failed " + failed) : "")));
		}
		else if (!this.screen.isLive() && opened + failed == wanted && this.lastOpened != wanted) {
			this.screen.line("  connected " + opened + " of " + wanted);
			opened = wanted;
		}
		this.lastOpened = opened;
	}

	@Override
	public void sampled(LoadSample sample, LoadPlan plan) {
		this.samples++;
		Style style = this.screen.style();
		double whole = plan.timing().sending().toNanos() / 1e9;
		String counts = String.format(Locale.ROOT, "sent %,d/s  copies %,d/s  acked %,d/s  open %,d", sample.sent(),
				sample.copies(), sample.acked(), sample.open());
		String latency = "delivery p50 " + Amounts.time(sample.delivery().p50()) + "  p99 "
				+ Amounts.time(sample.delivery().p99()) + "  max " + Amounts.time(sample.delivery().max());
		String errors = (sample.errors() == 0) ? "errors 0" : style.bad("errors " + sample.errors());
		if (this.screen.isLive()) {
			this.screen.panel(List.of(
					String.format(Locale.ROOT, "  %s %.0fs of %.0fs", bar(sample.seconds() / whole), sample.seconds(),
							whole),
					"  " + counts, "  " + latency,
					"  " + errors + style.dim(String.format(Locale.ROOT, "   generator cpu %.0f%%  late p99 %s",
							100 * sample.cpu(), Amounts.time(sample.lagP99())))));
		}
		else if (this.samples % LINE_EVERY == 0) {
			this.screen
				.line(String.format(Locale.ROOT, "  %4.0fs  %s  %s  %s", sample.seconds(), counts, latency, errors));
		}
	}

	@Override
	public void waiting(long missing) {
		if (this.screen.isLive()) {
			this.screen.panel(List.of("  waiting for the last " + Amounts.number(missing) + " copies and answers"));
		}
	}

	private static String bar(double share) {
		int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
		return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "]";
	}

}
