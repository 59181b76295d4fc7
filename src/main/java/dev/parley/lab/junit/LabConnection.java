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
 * To which server the {@link dev.parley.lab.client.LabClient}s of a test are connected,
 * and as whom; on a parameter it wins over the method, and there over the class. Clients
 * are open when the test gets them and closed after it. When it fails, what they sent and
 * received and how fast they were answered is attached to its report. <pre>{@code
 * void comesBack(@LabConnection(url = "ws://localhost:9000/echo") LabClient client) {
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
	 * Address of the server. {@code ${name}} in it is a system property or, without one,
	 * a variable of the environment.
	 */
	String url() default "";

	/**
	 * Sent as {@code Authorization: Bearer …}; may be a {@code ${name}} as well.
	 */
	String token() default "";

	/** Other headers, as {@code Name: value}. */
	String[] headers() default {};

	/** Sub-protocols to offer. */
	String[] subprotocols() default {};

	/**
	 * Instead: what knows address and token only when the test runs, made by its
	 * constructor without arguments.
	 */
	Class<? extends Supplier<Dial>> source() default Nothing.class;

	/** Says that there is no source. */
	final class Nothing implements Supplier<Dial> {

		private Nothing() {
		}

		@Override
		public Dial get() {
			throw new IllegalStateException("there is no source");
		}

	}

}
