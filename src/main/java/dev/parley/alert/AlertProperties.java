package dev.parley.alert;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of alerts.
 *
 * @param escalation notification about critical alerts that are not acknowledged
 */
@Validated
@ConfigurationProperties("parley.alert")
record AlertProperties(@DefaultValue @Valid EscalationSettings escalation) {

	/**
	 * The outgoing webhook.
	 *
	 * @param url address to which unacknowledged critical alerts are posted; without one
	 * there is no escalation
	 * @param secret key that signs the request, so that the receiver can verify its
	 * origin; required with a url, at least 16 characters
	 * @param after how long a critical alert may stay unacknowledged before it is
	 * escalated; 15 minutes is a common on-call response time
	 * @param checkInterval pause between the end of one check for alerts that are due,
	 * with its attempts, and the next check; it delays every escalation and every further
	 * attempt by up to this time
	 * @param timeout limit for one attempt; shorter than the pause, so that attempts for
	 * one alert never overlap
	 * @param pause time from the first attempt to the second; doubles with each attempt,
	 * up to an hour
	 * @param attempts number of attempts before giving up; with the default pause, ten
	 * attempts span about four hours
	 */
	record EscalationSettings(@Nullable URI url, @Nullable String secret, @DefaultValue("15m") @NotNull Duration after,
			@DefaultValue("30s") @NotNull Duration checkInterval, @DefaultValue("10s") @NotNull Duration timeout,
			@DefaultValue("1m") @NotNull Duration pause, @DefaultValue("10") @Min(1) @Max(100) int attempts) {

		private static final int MIN_SECRET = 16;

		private static final Duration MAX_PAUSE = Duration.ofHours(1);

		@AssertTrue(message = "url must start with http:// or https:// and name a host")
		boolean isUrlUsable() {
			return this.url == null || (this.url.getHost() != null
					&& ("http".equals(this.url.getScheme()) || "https".equals(this.url.getScheme())));
		}

		@AssertTrue(message = "secret must have at least 16 characters if there is a url")
		boolean isSigned() {
			return this.url == null || (this.secret != null && this.secret.length() >= MIN_SECRET);
		}

		@AssertTrue(message = "timeout must be positive and shorter than pause")
		boolean isPatient() {
			return this.timeout.isPositive() && this.timeout.compareTo(this.pause) < 0;
		}

		/** The pause after the given number of attempts. */
		Duration pauseAfter(int attempts) {
			Duration wanted = this.pause.multipliedBy(1L << Math.min(attempts - 1, 20));
			return (wanted.compareTo(MAX_PAUSE) < 0) ? wanted : MAX_PAUSE;
		}

		/** Omits the secret, which must not reach a log. */
		@Override
		public String toString() {
			return "EscalationSettings[url=" + this.url + ", after=" + this.after + "]";
		}

	}

}
