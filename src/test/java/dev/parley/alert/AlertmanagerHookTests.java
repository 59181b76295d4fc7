package dev.parley.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.alert.AlertmanagerHook.Summary;
import dev.parley.alert.AlertmanagerNotification.Item;
import dev.parley.engagement.Features;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.PageRequest;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class AlertmanagerHookTests {

	private Features features;

	private AlertmanagerHook hook;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database);
		this.hook = this.features.bean(AlertmanagerHook.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void raisesRepeatsAndResolvesAlerts() {
		assertThat(receive(firing("a"), firing("b"))).isEqualTo(new Summary(FIREWALL, 2, 0, 0, 0));
		assertThat(receive(firing("a"), resolved("b"))).isEqualTo(new Summary(FIREWALL, 0, 1, 1, 0));
		assertThat(receive(firing("a"), resolved("b"))).isEqualTo(new Summary(FIREWALL, 0, 1, 0, 1));
		assertThat(receive(firing("b"))).as("fires again").isEqualTo(new Summary(FIREWALL, 1, 0, 0, 0));
		assertThat(alerts()).hasSize(3);
		assertThat(alerts()).filteredOn((alert) -> "a".equals(alert.dedupKey()))
			.extracting(Alert::occurrences)
			.containsExactly(3L);
	}

	@Test
	void acceptsAnEmptyNotification() {
		assertThat(receive()).isEqualTo(new Summary(FIREWALL, 0, 0, 0, 0));
	}

	@Test
	void usesTheSummaryAsTitleAndAddsTheLabels() {
		receive(new Item("firing", "a", labels("alertname", "HostDown", "instance", "vpn1"),
				labels("summary", "The\nVPN is down", "description", "No answer\r\nfor 5 minutes")));
		assertThat(alerts().getFirst().title()).isEqualTo("The VPN is down");
		assertThat(alerts().getFirst().detail())
			.isEqualTo("No answer\nfor 5 minutes\n\nalertname: HostDown\ninstance: vpn1");
	}

	@Test
	void usesTheNameIfThereIsNoSummary() {
		receive(new Item("firing", "a", labels("alertname", "HostDown"), null));
		receive(new Item("firing", "b", null, labels("summary", " \u0000 ")));
		assertThat(alerts()).extracting(Alert::title).containsExactlyInAnyOrder("HostDown", "Unnamed alert");
	}

	@Test
	void cleansTextsToFitTheRules() {
		receive(new Item("firing", "a", labels("alertname", "x\u0000\u001b[31m", "null", null),
				labels("summary", "👍".repeat(500) + "\ud800", "description", "\u0007" + "x".repeat(9000))));
		Alert alert = alerts().getFirst();
		assertThat(alert.title()).isEqualTo("👍".repeat(199) + "…");
		assertThat(alert.detail()).hasSize(4000).endsWith("…").doesNotContain("\u0007");
	}

	@ParameterizedTest
	@CsvSource({ "critical,critical", "CRITICAL,critical", "page,critical", "warning,warning", "error,warning",
			"info,info", "none,info", "'',warning", ",warning", "no such word,warning" })
	void mapsCommonSeverities(@Nullable String label, String expected) {
		assertThat(AlertmanagerHook.severity(label).wire()).isEqualTo(expected);
	}

	@Test
	void rejectsNotificationsOutOfScopeEvenIfEmpty() {
		assertThat(Refusal
			.of(() -> this.hook.receive(IAN, FIREWALL, new AlertmanagerNotification("4", List.of(firing("a")))))
			.code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(
				Refusal.of(() -> this.hook.receive(IAN, FIREWALL, new AlertmanagerNotification("4", List.of()))).code())
			.isEqualTo(ErrorCode.NOT_FOUND);
	}

	private Summary receive(Item... items) {
		return this.hook.receive(GIL, FIREWALL, new AlertmanagerNotification("4", List.of(items))).join();
	}

	private static Item firing(String fingerprint) {
		return new Item("firing", fingerprint, labels("alertname", "HostDown"), null);
	}

	private static Item resolved(String fingerprint) {
		return new Item("resolved", fingerprint, labels("alertname", "HostDown"), null);
	}

	private static Map<String, @Nullable String> labels(@Nullable String... namesAndValues) {
		Map<String, @Nullable String> labels = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			labels.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return labels;
	}

	private List<Alert> alerts() {
		return this.features.bean(AlertListRepository.class)
			.page(GIL, AlertFilter.of(null, null, null), PageRequest.of(null, null));
	}

}
