package dev.parley.lab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ExtendWith;

import dev.parley.lab.engine.Dial;

/**
 * The server and the credentials for the {@link dev.parley.lab.client.LabClient}s of a
 * test. On a parameter it overrides the method, and there the class. Clients are
 * connected before the test and closed after it. If the test fails, their frames and
 * response times are attached to its report. <pre>{@code
 * void echoesAMessage(@LabConnection(url = "ws://localhost:9000/echo") LabClient client) {
 *     client.send("hello");
 *     assertThat(client.receive(Duration.ofSeconds(2))).isEqualTo("hello");
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER })
@ExtendWith(LabExtension.class)
public @interface LabConnection {

	/**
	 * Address of the server. {@code ${name}} stands for a system property or, without
	 * one, an environment variable.
	 */
	String url() default "";

	/**
	 * Sent as {@code Authorization: Bearer …}; may contain {@code ${name}} too.
	 */
	String token() default "";

	/** More headers, as {@code Name: value}. */
	String[] headers() default {};

	/** Subprotocols to offer. */
	String[] subprotocols() default {};

	/**
	 * Instead of the values above: a supplier that knows address and token when the test
	 * runs. It needs a constructor without arguments.
	 */
	Class<? extends Supplier<Dial>> source() default NoSource.class;

	/** The default: no source. */
	final class NoSource implements Supplier<Dial> {

		private NoSource() {
		}

		@Override
		public Dial get() {
			throw new IllegalStateException("there is no source");
		}

	}

}
