package dev.parley.engagement;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of engagements.
 *
 * @param interactionKinds how many kinds of interactions one engagement counts; they are
 * all sent with every list, and nobody reads more
 */
@Validated
@ConfigurationProperties("parley.engagement")
record EngagementProperties(@DefaultValue("50") @Min(1) int interactionKinds) {

}
