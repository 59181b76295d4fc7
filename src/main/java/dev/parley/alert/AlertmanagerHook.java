package dev.parley.alert;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.parley.alert.AlertmanagerNotification.Item;
import dev.parley.engagement.EngagementAccess;
import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Severity;

/**
 * Turns Alertmanager's notifications into alerts. A firing alert is raised, or counted as
 * another occurrence while it is open; a resolved one is resolved. Alertmanager repeats a
 * notification that was not answered, so every step must be repeatable.
 */
@Component
class AlertmanagerHook {

	private final AlertService service;

	private final EngagementAccess access;

	AlertmanagerHook(AlertService service, EngagementAccess access) {
		this.service = service;
		this.access = access;
	}

	/** Completes when all changes are committed. */
	CompletableFuture<Summary> receive(Caller caller, String engagement, AlertmanagerNotification notification) {
		this.access.require(caller, engagement);
		List<CompletableFuture<ItemOutcome>> outcomes = notification.alerts()
			.stream()
			.map((item) -> item.isFiring() ? raise(caller, engagement, item) : resolve(caller, engagement, item))
			.toList();
		return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
			.thenApply((_) -> Summary.of(engagement, outcomes.stream().map(CompletableFuture::join).toList()));
	}

	private CompletableFuture<ItemOutcome> raise(Caller caller, String engagement, Item item) {
		return this.service
			.raise(caller,
					new RaiseAlert(null, engagement, severity(item.label("severity")).wire(), title(item), detail(item),
							item.fingerprint()))
			.thenApply((change) -> change.created() ? ItemOutcome.RAISED : ItemOutcome.REPEATED);
	}

	private CompletableFuture<ItemOutcome> resolve(Caller caller, String engagement, Item item) {
		return this.service.resolveOpen(caller, engagement, item.fingerprint())
			.thenApply((change) -> change.isPresent() ? ItemOutcome.RESOLVED : ItemOutcome.IGNORED);
	}

	/** Maps the severities in common use; an unknown one becomes a warning. */
	static Severity severity(@Nullable String label) {
		return switch ((label != null) ? label.strip().toLowerCase(Locale.ROOT) : "") {
			case "critical", "crit", "page", "fatal", "emergency", "disaster" -> Severity.CRITICAL;
			case "info", "information", "informational", "notice", "debug", "none" -> Severity.INFO;
			default -> Severity.WARNING;
		};
	}

	private static String title(Item item) {
		return Stream.of(item.annotation("summary"), item.label("alertname"))
			.flatMap(Stream::ofNullable)
			.map((text) -> PlainText.line(text, FieldRules.MAX_ALERT_TITLE))
			.filter((text) -> !text.isBlank())
			.findFirst()
			.orElse("Unnamed alert");
	}

	/** The description, followed by the labels. */
	private static @Nullable String detail(Item item) {
		String labels = new TreeMap<>((item.labels() != null) ? item.labels() : Map.of()).entrySet()
			.stream()
			.map((label) -> label.getKey() + ": " + label.getValue())
			.collect(Collectors.joining("\n"));
		String text = Stream.of(Optional.ofNullable(item.annotation("description")), Optional.of(labels))
			.flatMap(Optional::stream)
			.filter((part) -> !part.isBlank())
			.collect(Collectors.joining("\n\n"));
		String detail = PlainText.lines(text, FieldRules.MAX_ALERT_DETAIL);
		return detail.isBlank() ? null : detail;
	}

	/** The result of one alert of the notification. */
	private enum ItemOutcome {

		RAISED, REPEATED, RESOLVED, IGNORED

	}

	/**
	 * The result of a notification.
	 *
	 * @param ignored the number of resolved alerts that were not open
	 */
	record Summary(String engagement, long raised, long repeated, long resolved, long ignored) {

		private static Summary of(String engagement, List<ItemOutcome> outcomes) {
			return new Summary(engagement, count(outcomes, ItemOutcome.RAISED), count(outcomes, ItemOutcome.REPEATED),
					count(outcomes, ItemOutcome.RESOLVED), count(outcomes, ItemOutcome.IGNORED));
		}

		private static long count(List<ItemOutcome> outcomes, ItemOutcome wanted) {
			return outcomes.stream().filter((outcome) -> outcome == wanted).count();
		}

	}

}
