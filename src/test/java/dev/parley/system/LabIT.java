package dev.parley.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.Lab;
import dev.parley.system.support.UnpackedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lab against the packaged server with demo data: every event, a load with criteria,
 * and the contract across kills.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@Order(3)
class LabIT {

	private final StringWriter output = new StringWriter();

	@TempDir
	private Path folder;

	private int port;

	@BeforeEach
	void choosePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
	}

	@Test
	void everyEventReachesBothSidesAndALoadMeetsItsCriteria() throws IOException, InterruptedException {
		Process server = new ProcessBuilder("sh", "-c", "exec " + command())
			.redirectOutput(this.folder.resolve("server.log").toFile())
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(lab("events", "--ws-url", url(), "--wait", "120s")).as(this.output.toString()).isZero();
			assertThat(lab("load", url(), "--clients", "10", "--rate", "15/s", "--duration", "5s", "--accept-invalid",
					"-t", "lost==0", "-t", "success==1", "-t", "refused==0"))
				.as(this.output.toString())
				.isZero();
		}
		finally {
			server.destroy();
			assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void theContractHoldsAcrossKillsOfTheServer() {
		assertThat(lab("check", url(), "--server-command", command(), "--wait", "120s", "--faults",
				"kill,cut,half-open,latency", "--rounds", "2", "--round", "8s", "--clients", "6", "--interval", "400ms",
				"--settle", "90s", "--seed", "7", "--html", this.folder.resolve("check.html").toString()))
			.as(this.output.toString())
			.isZero();
		assertThat(this.folder.resolve("check.html")).content().contains("\"what\":\"kill\"");
		assertThat(this.output.toString()).contains("repeated after a sync 0");
	}

	private int lab(String... args) {
		PrintWriter writer = new PrintWriter(this.output, true);
		return Lab.run(args, Map.of(), writer, writer);
	}

	private String url() {
		return "ws://127.0.0.1:" + this.port + "/ws/engagement";
	}

	private String command() {
		return String.join(" ", UnpackedServer.command()) + " --spring.profiles.active=demo --server.port=" + this.port
				+ " --parley.data=" + this.folder.resolve("data");
	}

}
