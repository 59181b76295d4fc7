package dev.parley.engagement;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Enables the settings of engagements. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngagementProperties.class)
class EngagementConfig {

}
