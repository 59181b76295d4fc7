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

/**
 * Turns Alertmanager's notifications into alerts: one that fires is raised, or counted as
 * one more occurrence while it is open; one that ended is resolved. Alertmanager repeats
 * a notification that was not answered, so every step may be repeated.
 */
@Component
class AlertmanagerHook {

	private final AlertService service;

	private final EngagementAccess access;

	AlertmanagerHook(AlertService service, EngagementAccess access) {
		this.service = service;
		this.access = access;
	}

	/** Completes when all of it is on the disk. */
	CompletableFuture<Summary> receive(Caller caller, String engagement, AlertmanagerNotification notification) {
		this.access.require(caller, engagement);
		List<CompletableFuture<Outcome>> outcomes = notification.alerts()
			.stream()
			.map((item) -> item.isFiring() ? raise(caller, engagement, item) : resolve(caller, engagement, item))
			.toList();
		return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
			.thenApply((_) -> Summary.of(engagement, outcomes.stream().map(CompletableFuture::join).toList()));
	}

	private CompletableFuture<Outcome> raise(Caller caller, String engagement, Item item) {
		return this.service
			.raise(caller,
					new RaiseAlert(null, engagement, severity(item.label("severity")).wire(), title(item), detail(item),
							item.fingerprint()))
			.thenApply((change) -> change.created() ? Outcome.RAISED : Outcome.REPEATED);
	}

	private CompletableFuture<Outcome> resolve(Caller caller, String engagement, Item item) {
		return this.service.resolveOpen(caller, engagement, item.fingerprint())
			.thenApply((change) -> change.isPresent() ? Outcome.RESOLVED : Outcome.IGNORED);
	}

	/** By the words in common use; what is unknown deserves a look. */
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
			.orElse("Alert without a name");
	}

	/** The description, then the labels that tell which one it is. */
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

	/** What became of one alert of the notification. */
	private enum Outcome {

		RAISED, REPEATED, RESOLVED, IGNORED

	}

	/**
	 * What became of the notification.
	 *
	 * @param ignored how many had ended without being open here
	 */
	record Summary(String engagement, long raised, long repeated, long resolved, long ignored) {

		private static Summary of(String engagement, List<Outcome> outcomes) {
			return new Summary(engagement, count(outcomes, Outcome.RAISED), count(outcomes, Outcome.REPEATED),
					count(outcomes, Outcome.RESOLVED), count(outcomes, Outcome.IGNORED));
		}

		private static long count(List<Outcome> outcomes, Outcome wanted) {
			return outcomes.stream().filter((outcome) -> outcome == wanted).count();
		}

	}

}
