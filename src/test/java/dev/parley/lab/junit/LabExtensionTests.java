package dev.parley.lab.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.client.LabClient;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The extension in tests as others write them, run by JUnit's own launcher with Allure
 * listening.
 */
class LabExtensionTests {

	private static final String URL = "parley.test.lab.url";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Written written = new Written();

	private final AllureLifecycle before = Allure.getLifecycle();

	private FaultyServer server;

	@BeforeEach
	void start() {
		this.server = FaultyServer.echo().start();
		System.setProperty(URL, this.server.url());
		Allure.setLifecycle(new AllureLifecycle(this.written));
	}

	@AfterEach
	void stop() {
		Allure.setLifecycle(this.before);
		System.clearProperty(URL);
		this.server.close();
	}

	@Test
	void injectsConnectedClientsAndClosesThemAfterTheTest() {
		assertThat(run(Passing.class).getTestsSucceededCount()).isEqualTo(4);
		assertThat(this.server.handshakes()).isEqualTo(5);
		assertThat(this.written.attachments()).isEmpty();
		assertThat(Passing.last.isOpen()).isFalse();
	}

	@Test
	void attachesFramesAndResponseTimesOfAFailedTest() {
		assertThat(run(Failing.class).getTestsFailedCount()).isEqualTo(1);

		assertThat(this.written.attachments()).containsOnlyKeys("frames", "response times");
		assertThat(this.written.attachments().get("frames")).containsSubsequence("-> hello", "<- hello");
		assertThat(this.written.attachments().get("response times")).contains("Percentile", "Total count");
	}

	@Test
	void attachesTheFramesOfEachClient() {
		run(FailingTwice.class);

		assertThat(this.written.attachments()).containsOnlyKeys("frames of client 1", "frames of client 2",
				"response times of client 1");
		assertThat(this.written.attachments().get("frames of client 2")).contains("no frames");
	}

	@Test
	void connectsToAnAddressKnownOnlyAtRunTime() {
		assertThat(run(Registered.class).getFailures()).extracting((failure) -> failure.getException().getMessage())
			.containsExactly("on purpose");
		assertThat(this.written.attachments()).hasSize(4);
	}

	@Test
	void reportsMissingConfiguration() {
		TestExecutionSummary summary = run(Wrong.class);

		assertThat(summary.getFailures()).extracting((failure) -> failure.getException().getMessage())
			.anyMatch((message) -> message.contains("neither a system property nor an environment variable"))
			.anyMatch((message) -> message.contains("needs a url"))
			.anyMatch((message) -> message.contains("is not a header"))
			.hasSize(3);
	}

	private static TestExecutionSummary run(Class<?> tests) {
		Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
			.enableTestExecutionListenerAutoRegistration(false)
			.enableLauncherSessionListenerAutoRegistration(false)
			.build());
		SummaryGeneratingListener summary = new SummaryGeneratingListener();
		launcher.execute(LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(tests))
			.filters(EngineFilter.includeEngines("junit-jupiter"))
			.configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
			.build(), summary, new AllureJunitPlatform(Allure.getLifecycle()));
		return summary.getSummary();
	}

	private static void echoes(LabClient client) {
		client.send("hello");
		assertThat(client.receive(PATIENCE)).isEqualTo("hello");
	}

	/** Knows the server only when it is asked. */
	static final class Source implements Supplier<Dial> {

		@Override
		public Dial get() {
			return Dial.to(Endpoint.of(System.getProperty(URL)));
		}

	}

	@LabConnection(url = "${" + URL + "}")
	static class Passing {

		private static LabClient last;

		@RegisterExtension
		private final LabExtension overruled = LabExtension.at(() -> "ws://127.0.0.1:1/");

		@Test
		void byTheClass(LabClient client) {
			last = client;
			echoes(client);
		}

		@Test
		void twoOfThem(LabClient one, LabClient other) {
			echoes(one);
			echoes(other);
		}

		@Test
		void byTheParameter(
				@LabConnection(url = "${" + URL + "}", token = "t", headers = "X-Tenant: a") LabClient client) {
			echoes(client);
		}

		@Test
		void byASource(@LabConnection(source = Source.class) LabClient client) {
			echoes(client);
		}

	}

	static class Registered {

		@RegisterExtension
		private final LabExtension lab = LabExtension.at(() -> System.getProperty(URL));

		@Test
		void fails(LabClient client, @LabConnection(source = Source.class) LabClient other) {
			echoes(client);
			echoes(other);
			fail("on purpose");
		}

	}

	@LabConnection(source = Source.class)
	static class Failing {

		@Test
		void fails(LabClient client) {
			echoes(client);
			fail("on purpose");
		}

	}

	static class FailingTwice {

		@Test
		@LabConnection(source = Source.class)
		void fails(LabClient speaks, LabClient listens) {
			echoes(speaks);
			assertThat(listens.isOpen()).isFalse();
		}

	}

	@LabConnection
	static class Wrong {

		@Test
		void noUrl(LabClient client) {
			echoes(client);
		}

		@Test
		@LabConnection(url = "${no.such.property}")
		void noProperty(LabClient client) {
			echoes(client);
		}

		@Test
		void noHeader(@LabConnection(url = "ws://localhost", headers = "nonsense") LabClient client) {
			echoes(client);
		}

	}

	/** What Allure would have put into files. */
	private static final class Written implements AllureResultsWriter {

		private final List<Attachment> named = new ArrayList<>();

		private final Map<String, String> texts = new HashMap<>();

		private Map<String, String> attachments() {
			Map<String, String> attachments = new HashMap<>();
			this.named.forEach((one) -> attachments.put(one.getName(), this.texts.get(one.getSource())));
			return attachments;
		}

		@Override
		public void write(TestResult result) {
			this.named.addAll(result.getAttachments());
		}

		@Override
		public void write(TestResultContainer container) {
			// Nothing of the extension stands there.
		}

		@Override
		public void write(String source, InputStream attachment) {
			try (attachment) {
				this.texts.put(source, new String(attachment.readAllBytes(), StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
