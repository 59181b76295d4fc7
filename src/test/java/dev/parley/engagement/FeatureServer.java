package dev.parley.engagement;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.parley.identity.IdentityServer;
import dev.parley.journal.Journal;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.FrameFactory;

/**
 * A server with the REST API of the features, security, error handling and a separate
 * database, but no sockets. Tests use it through {@link Api}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = { IdentityServer.Slice.class, FeatureServer.Slice.class })
@AutoConfigureMockMvc
public @interface FeatureServer {

	@ComponentScan({ "dev.parley.journal", "dev.parley.engagement", "dev.parley.chat", "dev.parley.alert" })
	@Import(FrameFactory.class)
	class Slice {

		@Bean
		ProtocolCodec protocolCodec() {
			return new ProtocolCodec();
		}

		@Bean
		RecordedFrames recordedFrames() {
			return new RecordedFrames();
		}

		@Bean
		Api api(MockMvcTester mvc, JdbcClient jdbc, Journal journal) {
			return new Api(mvc, jdbc, journal);
		}

	}

}
