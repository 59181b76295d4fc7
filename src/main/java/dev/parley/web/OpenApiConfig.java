package dev.parley.web;

import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.identity.Caller;

/**
 * The OpenAPI document, browsable at {@code /api/docs}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfig {

	private static final String BEARER = "bearer";

	private static final String PROBLEM = "Problem";

	static {
		// The caller comes from the credential, not from a parameter.
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
	}

	@Bean
	OpenAPI api(ObjectProvider<BuildProperties> build) {
		BuildProperties properties = build.getIfAvailable();
		return new OpenAPI()
			.info(new Info().title("Parley")
				.version((properties != null) ? properties.getVersion() : "development")
				.description("""
						Engagement chat for managed service providers and their clients. Sign in with \
						`POST /api/auth/login` and send the access token, or an API key, as bearer. \
						Lists are paged by `limit` and `cursor`; what lies outside your grants is not found; \
						every refusal is a problem document with a stable `code`.""")
				.license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
			.components(new Components()
				.addSecuritySchemes(BEARER,
						new SecurityScheme().type(SecurityScheme.Type.HTTP)
							.scheme("bearer")
							.description("An access token (JWT) or an API key (pk_…)"))
				.schemas(problemSchemas()))
			.addSecurityItem(new SecurityRequirement().addList(BEARER));
	}

	/**
	 * Any operation may answer with a problem document.
	 */
	@Bean
	OperationCustomizer problems() {
		ApiResponse refused = new ApiResponse().description("Refused; `code` says why.")
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref(PROBLEM))));
		return (operation, method) -> {
			operation.getResponses().addApiResponse("default", refused);
			return operation;
		};
	}

	@SuppressWarnings("rawtypes")
	private static Map<String, Schema> problemSchemas() {
		ResolvedSchema problem = ModelConverters.getInstance()
			.resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(false));
		Map<String, Schema> schemas = new LinkedHashMap<>(problem.referencedSchemas);
		schemas.put(PROBLEM, problem.schema);
		return schemas;
	}

}
