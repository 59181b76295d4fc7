package dev.parley.journal;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the record is written, delivered and replayed.
 *
 * @param queueLimit submissions that may wait for the writer before senders get busy;
 * half a second of work at 20 000 a second
 * @param batchLimit maximum size of one commit; larger ones gain nothing and make each
 * submission wait longer
 * @param retryAfter when a sender that got busy should retry
 * @param pageEvents maximum number of events in one page of a replay
 * @param pageSize maximum size of one page, in addition to what waits for the connection
 * already
 * @param readers threads that read pages; more than there are read connections only wait
 * @param sweepInterval how often to look for events whose hint from another node was
 * lost; bounds their delay
 * @param sweepWindow how far back a sweep looks; more than the clocks of the nodes may
 * differ
 * @param audiences number of engagements whose audience is cached; about 200 bytes each
 */
@Validated
@ConfigurationProperties("parley.journal")
public record JournalProperties(@DefaultValue("10000") @Min(1) int queueLimit,
		@DefaultValue("512") @Min(1) @Max(10_000) int batchLimit, @DefaultValue("250ms") Duration retryAfter,
		@DefaultValue("200") @Min(1) @Max(200) int pageEvents, @DefaultValue("256KB") DataSize pageSize,
		@DefaultValue("4") @Min(1) @Max(64) int readers, @DefaultValue("1s") Duration sweepInterval,
		@DefaultValue("10s") Duration sweepWindow, @DefaultValue("100000") @Min(1) int audiences) {

}
