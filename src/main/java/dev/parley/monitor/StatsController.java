package dev.parley.monitor;

import java.lang.management.ManagementFactory;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.cluster.ClusterBus;
import dev.parley.identity.Caller;
import dev.parley.journal.JournalStatistics;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.ConnectionTraffic;
import dev.parley.realtime.RealtimeStatistics;

/**
 * Statistics of this node. Connections and their traffic are limited to the caller's
 * scope. Figures of the whole node, which reveal activity of other organisations, are for
 * administrators only.
 */
@RestController
class StatsController {

	private final ConnectionManager connections;

	private final RealtimeStatistics realtime;

	private final JournalStatistics journal;

	private final VisibleOrganisations organisations;

	private final ClusterBus cluster;

	StatsController(ConnectionManager connections, RealtimeStatistics realtime, JournalStatistics journal,
			VisibleOrganisations organisations, ClusterBus cluster) {
		this.connections = connections;
		this.realtime = realtime;
		this.journal = journal;
		this.organisations = organisations;
		this.cluster = cluster;
	}

	/**
	 * A snapshot; totals are counted since the node started. Connections, users, outbox,
	 * messages and bytes are limited to the caller's scope. Null fields are omitted.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Stats(String node, long uptimeMs, ConnectionCounts connections, int users, long outboxBytes, Rates messages,
			Rates bytes, @Nullable Writer journal, RealtimeStatistics.@Nullable Handshakes handshakes) {
	}

	/** A connection with grants of both kinds counts as client, as msp and as dual. */
	record ConnectionCounts(int total, int client, int msp, int dual, Map<String, Integer> perClient,
			Map<String, Integer> perMsp) {
	}

	/** Totals, and averages over the last seconds. */
	record Rates(long in, long out, double inPerSecond, double outPerSecond) {

		static Rates of(ConnectionTraffic.Flow in, ConnectionTraffic.Flow out) {
			return new Rates(in.total(), out.total(), in.perSecond(), out.perSecond());
		}

	}

	record Writer(int queue, long appended) {
	}

	@GetMapping("/ws/stats")
	Stats stats(@AuthenticationPrincipal Caller caller) {
		var visible = this.organisations.to(caller);
		var counts = this.connections.counts(visible::reaches);
		ConnectionCounts open = new ConnectionCounts(counts.total(), counts.client(), counts.msp(), counts.dual(),
				visible.among(counts.perClient()), visible.among(counts.perMsp()));
		long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
		ConnectionTraffic traffic = this.realtime.traffic(visible::owns);
		boolean all = visible.all();
		return new Stats(this.cluster.node(), uptime, open, counts.users(), counts.outboxBytes(),
				Rates.of(traffic.messagesIn(), traffic.messagesOut()), Rates.of(traffic.bytesIn(), traffic.bytesOut()),
				all ? new Writer(this.journal.queue(), this.journal.appended()) : null,
				all ? this.realtime.handshakes() : null);
	}

}
