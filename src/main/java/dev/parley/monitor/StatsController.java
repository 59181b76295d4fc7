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
import dev.parley.realtime.RealtimeStatistics;

/**
 * What this node is doing. Who is connected is told as far as the caller's scope reaches;
 * how much the node as a whole carries, which tells of the others' business, to
 * administrators.
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
	 * The figures of one moment; counters since the node started. Connections, users and
	 * outbox are those within the caller's scope; what is null is left out.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Stats(String node, long uptimeMs, Connections connections, int users, long outboxBytes,
			@Nullable Messages messages, @Nullable Bytes bytes, @Nullable Writer journal,
			@Nullable Handshakes handshakes) {
	}

	/** Those with grants of both kinds count as client, as msp and as dual. */
	record Connections(int total, int client, int msp, int dual, Map<String, Integer> perClient,
			Map<String, Integer> perMsp) {
	}

	record Messages(long in, long out, double inPerSecond, double outPerSecond) {
	}

	record Bytes(long in, long out) {
	}

	record Writer(int queue, long appended) {
	}

	record Handshakes(long accepted, Map<String, Long> refused) {
	}

	@GetMapping("/ws/stats")
	Stats stats(@AuthenticationPrincipal Caller caller) {
		var visible = this.organisations.to(caller);
		var census = this.connections.census(visible::reaches);
		Connections open = new Connections(census.total(), census.client(), census.msp(), census.dual(),
				visible.among(census.perClient()), visible.among(census.perMsp()));
		long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
		if (!caller.isAdmin()) {
			return new Stats(this.cluster.node(), uptime, open, census.users(), census.outboxBytes(), null, null, null,
					null);
		}
		var traffic = this.realtime.traffic();
		var handshakes = this.realtime.handshakes();
		return new Stats(this.cluster.node(), uptime, open, census.users(), census.outboxBytes(),
				new Messages(traffic.messagesIn(), traffic.messagesOut(), traffic.inPerSecond(),
						traffic.outPerSecond()),
				new Bytes(traffic.bytesIn(), traffic.bytesOut()),
				new Writer(this.journal.queue(), this.journal.appended()),
				new Handshakes(handshakes.accepted(), handshakes.refused()));
	}

}
