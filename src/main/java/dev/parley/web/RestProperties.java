package dev.parley.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of a REST request.
 *
 * @param maxBody the largest request body; a message of 8 000 characters takes at most
 * 100 KB however it is escaped, a notification from Alertmanager may be larger
 */
@ConfigurationProperties("parley.gateway.rest")
record RestProperties(@DefaultValue("1MB") DataSize maxBody) {

}
