package dev.parley.system.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

import dev.parley.Parley;

/**
 * The whole server in the test's process, on a random port and an empty database with the
 * people of {@link Cast}. Limits that would disturb other tests are raised.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Parley.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "parley.realtime.handshakes-per-address=100000",
				"parley.realtime.failed-handshakes-per-address=100000", "parley.realtime.message-burst=400" })
@Import(Cast.class)
public @interface LiveServer {

}
