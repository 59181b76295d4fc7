package dev.parley.web;

import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.protocol.Timestamps;

/**
 * JSON settings of the REST API that application.yaml cannot express.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfig {

	/**
	 * Formats times as on the wire, so that they sort as text.
	 */
	@Bean
	JsonMapperBuilderCustomizer timesWithMilliseconds() {
		return (builder) -> builder.addModule(Timestamps.module());
	}

	/**
	 * Rejects a number or boolean where a string belongs instead of converting it.
	 */
	@Bean
	JsonMapperBuilderCustomizer textsAreTexts() {
		return (builder) -> builder.withCoercionConfig(LogicalType.Textual,
				(config) -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
	}

}
