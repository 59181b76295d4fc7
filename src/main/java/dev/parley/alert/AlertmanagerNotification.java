package dev.parley.alert;

import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.parley.protocol.FieldRules;

/**
 * A notification of Prometheus Alertmanager, webhook format version 4. Contains only the
 * fields that Parley uses.
 */
record AlertmanagerNotification(
		@NotNull @Pattern(regexp = "4", message = "must be 4, the version of the webhook format") String version,
		@NotNull @Size(max = MAX_ALERTS, message = "must contain at most " + MAX_ALERTS
				+ " alerts; set max_alerts in the receiver") @Valid List<@NotNull Item> alerts) {

	static final int MAX_ALERTS = 1000;

	/**
	 * One alert of the notification.
	 *
	 * @param fingerprint identifies the set of labels across notifications
	 */
	record Item(@NotNull @Pattern(regexp = "firing|resolved", message = "must be firing or resolved") String status,
			@NotBlank @Size(max = FieldRules.MAX_DEDUP_KEY) @Pattern(regexp = "[0-9A-Za-z_.:-]*",
					message = "must contain only letters, digits, _, ., : and -") String fingerprint,
			@Nullable Map<String, @Nullable String> labels, @Nullable Map<String, @Nullable String> annotations) {

		boolean isFiring() {
			return "firing".equals(this.status);
		}

		@Nullable String label(String name) {
			return (this.labels != null) ? this.labels.get(name) : null;
		}

		@Nullable String annotation(String name) {
			return (this.annotations != null) ? this.annotations.get(name) : null;
		}

	}

}
