package dev.parley.lab.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Unreachable;

/**
 * Checks Parley's delivery contract from outside, through faults: <pre>{@code
 * CheckResult result = DeliveryCheck.of("ws://localhost:8080/ws/engagement")
 *     .rounds(3).seed(42).run();
 * assertThat(result.findings()).noneMatch(finding -> finding.status() == VIOLATED);
 * }</pre>
 */
public final class DeliveryCheck {

	private final CheckPlan plan;

	private final CheckControl control;

	DeliveryCheck(CheckPlan plan, Consumer<String> log) {
		this.plan = plan;
		this.control = new CheckControl(log);
	}

	/** Starts to describe a check of the Parley server at this address. */
	public static CheckBuilder of(String url) {
		return new CheckBuilder(url);
	}

	/** Ends the faults early; what was recorded so far is judged. Any thread. */
	public void interrupt() {
		this.control.interrupt();
	}

	/**
	 * Runs the check once. Throws {@link Unreachable} if the server is not there; all
	 * other failures are in the result.
	 */
	public CheckResult run() {
		String command = this.plan.subject().command();
		if (command == null) {
			return run(null);
		}
		Path log = Path.of(System.getProperty("java.io.tmpdir"), "parley-lab-server.log");
		try (ServerProcess server = new ServerProcess(command, this.plan.subject().endpoint(),
				this.plan.timeouts().startup(), log)) {
			server.start();
			return run(server);
		}
	}

	private CheckResult run(@Nullable ServerProcess server) {
		try (CheckRun run = CheckRun.open(this.plan, server, this.control)) {
			return run.toResult();
		}
		catch (IOException ex) {
			throw new Unreachable(String.valueOf(ex.getMessage()), ex);
		}
	}

	/** The REST address on the same host and port as the socket. */
	static URI apiOf(Endpoint endpoint) {
		return URI.create((endpoint.tls() ? "https://" : "http://") + endpoint.uri().getRawAuthority() + "/api");
	}

}
