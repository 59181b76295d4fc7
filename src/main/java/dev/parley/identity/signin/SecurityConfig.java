package dev.parley.identity.signin;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

import dev.parley.identity.Authenticator;
import dev.parley.identity.CallerAuthentication;
import dev.parley.identity.IdentityProperties;

/**
 * The security filter chain and headers. Every API path that is not listed here as public
 * requires authentication; the features check what the caller may see.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {

	/**
	 * Allows scripts, styles and requests from our own origin only, and sockets to any
	 * server, since the console page connects to any.
	 */
	static final String CONTENT_SECURITY_POLICY = String.join("; ", "default-src 'self'", "connect-src 'self' ws: wss:",
			"img-src 'self' data:", "object-src 'none'", "base-uri 'self'", "form-action 'self'",
			"frame-ancestors 'none'");

	/** Handshakes, whose credentials the gateway checks. */
	private static final Set<String> SOCKETS = Set.of("/ws/engagement", "/api/v1/ws/engagement");

	private static final String[] PUBLIC = { "/api/docs/**", "/api/openapi/**", "/api/openapi.yaml", "/api/setup",
			"/.well-known/jwks.json", "/actuator/health/**" };

	private static final String[] PUBLIC_POSTS = { "/api/auth/login", "/api/auth/refresh", "/api/auth/logout",
			"/api/invitations/lookup", "/api/invitations/accept" };

	private static final String[] CLOSED = { "/api/**", "/ws/**", "/actuator/**" };

	@Bean
	SecurityFilterChain security(HttpSecurity http, Authenticator authenticator, SecurityErrorHandler errors,
			IdentityProperties properties) {
		return http.securityMatcher((request) -> !SOCKETS.contains(request.getRequestURI()))
			.authorizeHttpRequests((requests) -> authorize(requests, properties))
			.addFilterBefore(new BearerFilter(authenticator), AnonymousAuthenticationFilter.class)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.headers(SecurityConfig::headers)
			// The only ambient credential is the refresh cookie. It is SameSite=Strict,
			// and useless to an attacker who cannot read the response.
			.csrf(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.build();
	}

	private static void authorize(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
			IdentityProperties properties) {
		requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
			.permitAll()
			.requestMatchers(PUBLIC)
			.permitAll()
			.requestMatchers(HttpMethod.POST, PUBLIC_POSTS)
			.permitAll()
			.requestMatchers("/actuator/prometheus")
			.access((authentication, context) -> mayReadMetrics(authentication, context, properties))
			.requestMatchers(CLOSED)
			.authenticated()
			.requestMatchers(HttpMethod.GET)
			.permitAll()
			.requestMatchers(HttpMethod.HEAD)
			.permitAll()
			.anyRequest()
			.authenticated();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader(
					(permissions) -> permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
			.crossOriginOpenerPolicy((opener) -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((resource) -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
			// The page's files may be cached; responses to callers may not.
			.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
			.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(closed(), new CacheControlHeadersWriter()));
	}

	private static RequestMatcher closed() {
		return (request) -> request.getRequestURI().startsWith("/api/") || request.getRequestURI().startsWith("/ws/")
				|| request.getRequestURI().startsWith("/actuator/");
	}

	private static AuthorizationDecision mayReadMetrics(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context, IdentityProperties properties) {
		boolean allowed = (authentication.get() instanceof CallerAuthentication caller
				&& (caller.getPrincipal().isAdmin() || caller.isMachine()))
				|| (properties.metricsFromLoopback() && isLoopback(context.getRequest()));
		return new AuthorizationDecision(allowed);
	}

	private static boolean isLoopback(HttpServletRequest request) {
		try {
			return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
