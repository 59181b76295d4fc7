package dev.parley.engagement;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of engagements.
 *
 * @param interactionKinds maximum number of interaction kinds per engagement; every list
 * of engagements includes all of them
 */
@Validated
@ConfigurationProperties("parley.engagement")
record EngagementProperties(@DefaultValue("50") @Min(1) int interactionKinds) {

}
