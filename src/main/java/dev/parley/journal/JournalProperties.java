package dev.parley.journal;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the record is written, handed on and replayed.
 *
 * @param queueLimit what may wait to be written before senders are told to try again;
 * half a second of work at 20 000 a second
 * @param batchLimit the most that one commit takes; larger ones gain nothing and make
 * each wait longer
 * @param retryAfter when a sender who was told that too much waits should try again
 * @param pageEvents the most events of one page of a replay
 * @param pageSize the most bytes of one page, whatever its number of events, since a page
 * comes on top of what waits for a connection already
 * @param readers threads that read pages; more than the database's connections for
 * reading only wait
 * @param sweepInterval how often to look for events whose hint from another node was
 * lost; with the time a page takes it bounds their delay
 * @param sweepWindow how far back a sweep looks; more than the clocks of the nodes may
 * differ
 * @param audiences how many engagements' audiences are remembered; about 200 bytes each
 */
@Validated
@ConfigurationProperties("parley.journal")
public record JournalProperties(@DefaultValue("10000") @Min(1) int queueLimit,
		@DefaultValue("512") @Min(1) @Max(10_000) int batchLimit, @DefaultValue("250ms") Duration retryAfter,
		@DefaultValue("200") @Min(1) @Max(200) int pageEvents, @DefaultValue("256KB") DataSize pageSize,
		@DefaultValue("4") @Min(1) @Max(64) int readers, @DefaultValue("1s") Duration sweepInterval,
		@DefaultValue("10s") Duration sweepWindow, @DefaultValue("100000") @Min(1) int audiences) {

}
