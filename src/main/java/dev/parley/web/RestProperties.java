package dev.parley.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a REST request may cost.
 *
 * @param maxBody the longest body; a message of 8 000 characters has at most 100 KB
 * however it is escaped, a notification of Alertmanager may have more
 */
@ConfigurationProperties("parley.gateway.rest")
record RestProperties(@DefaultValue("1MB") DataSize maxBody) {

}
