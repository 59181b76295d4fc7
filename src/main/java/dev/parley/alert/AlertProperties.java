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
 * @param escalation who is told when nobody acknowledges a critical alert
 */
@Validated
@ConfigurationProperties("parley.alert")
record AlertProperties(@DefaultValue @Valid Escalation escalation) {

	/**
	 * The outgoing web hook.
	 *
	 * @param url where it is posted to; none: nobody is told
	 * @param secret with which it is signed, so that the receiver knows whom it is from;
	 * needed with an address
	 * @param after how long people have to acknowledge; a quarter of an hour is a usual
	 * first answer on call
	 * @param checkInterval how often is looked for alerts that are due; half a minute of
	 * delay is little beside the time above
	 * @param timeout of one attempt; well below the pause, so that two never overlap
	 * @param pause before the second attempt, doubled with each further one up to an hour
	 * @param attempts after which is given up; ten reach over five hours
	 */
	record Escalation(@Nullable URI url, @Nullable String secret, @DefaultValue("15m") @NotNull Duration after,
			@DefaultValue("30s") @NotNull Duration checkInterval, @DefaultValue("10s") @NotNull Duration timeout,
			@DefaultValue("1m") @NotNull Duration pause, @DefaultValue("10") @Min(1) @Max(100) int attempts) {

		private static final int MIN_SECRET = 16;

		private static final Duration MAX_PAUSE = Duration.ofHours(1);

		@AssertTrue(message = "url must start with http:// or https:// and name a host")
		boolean isUrlUsable() {
			return this.url == null || (this.url.getHost() != null
					&& ("http".equals(this.url.getScheme()) || "https".equals(this.url.getScheme())));
		}

		@AssertTrue(message = "secret must have at least 16 characters where there is a url")
		boolean isSigned() {
			return this.url == null || (this.secret != null && this.secret.length() >= MIN_SECRET);
		}

		@AssertTrue(message = "timeout must be positive and shorter than pause")
		boolean isPatient() {
			return this.timeout.isPositive() && this.timeout.compareTo(this.pause) < 0;
		}

		/** How long to wait after so many attempts. */
		Duration pauseAfter(int attempts) {
			Duration wanted = this.pause.multipliedBy(1L << Math.min(attempts - 1, 20));
			return (wanted.compareTo(MAX_PAUSE) < 0) ? wanted : MAX_PAUSE;
		}

		/** Without the secret, which must not reach a log. */
		@Override
		public String toString() {
			return "Escalation[url=" + this.url + ", after=" + this.after + "]";
		}

	}

}
