package dev.parley.lab.command;

import java.awt.Desktop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Reachability;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;
import dev.parley.lab.preset.Roster;
import dev.parley.measure.Amounts;

/** {@code lab console}. */
@Command(name = "console", sortOptions = false,
		description = { "Talks to a server by hand: sends each line as a message and prints what arrives.", "" },
		footer = { "", "/ping sends a ping and /close ends; every other line is sent. Input may be piped.", "",
				"Example:", "  parley lab console ws://localhost:8080/ws/engagement --user mia@northwind.example" })
final class ConsoleCommand implements Callable<Integer> {

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Mixin
	private final ServerOptions server = new ServerOptions();

	@Option(names = "--browser", description = "Open the console of Parley's web page instead.")
	private boolean browser;

	@Option(names = "--linger", paramLabel = "TIME", defaultValue = "1s",
			description = "How long to keep printing after the end of piped input (${DEFAULT-VALUE}).")
	private Duration linger = Duration.ofSeconds(1);

	@Override
	public Integer call() throws IOException {
		Screen screen = this.common.screen();
		Endpoint endpoint = this.server.endpoint();
		if (this.browser) {
			return openPage(endpoint, screen);
		}
		Reachability.await(endpoint, this.server.patience);
		try (Engine engine = new Engine(this.server.engine().withThreads(1));
				Roster roster = this.server.preset().roster(this.server.target(1, 1))) {
			Dial dial = roster.dial(0);
			ConsoleSession session = new ConsoleSession(screen);
			Socket socket = engine.connect(dial, session);
			read(socket, session, screen);
			return session.failed() ? ExitCode.UNREACHABLE.code() : ExitCode.PASSED.code();
		}
	}

	private void read(Socket socket, ConsoleSession session, Screen screen) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		session.awaitOpen();
		String line = session.isOver() ? null : in.readLine();
		while (line != null && !line.equals("/close") && !session.isOver()) {
			if (line.equals("/ping")) {
				session.pinged();
				socket.ping();
			}
			else if (!line.isBlank()) {
				session.sent(line);
				socket.send(line);
			}
			line = in.readLine();
		}
		session.awaitClosed(this.linger);
		if (!session.isOver()) {
			socket.close(1000, "");
			session.awaitClosed(this.linger);
		}
		screen.line("");
	}

	private static int openPage(Endpoint endpoint, Screen screen) throws IOException {
		URI page = URI
			.create((endpoint.tls() ? "https://" : "http://") + endpoint.uri().getRawAuthority() + "/console");
		if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
			Desktop.getDesktop().browse(page);
		}
		screen.line(page.toString());
		return ExitCode.PASSED.code();
	}

	/**
	 * Prints what is sent and received; called on the loop and on the terminal's thread.
	 */
	private static final class ConsoleSession implements SocketListener {

		private final Screen screen;

		private final CountDownLatch settled = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private volatile boolean open;

		private long lastSent;

		ConsoleSession(Screen screen) {
			this.screen = screen;
		}

		@Override
		public synchronized void opened(Socket socket, OpenTimes times) {
			this.open = true;
			show("·", "connected in " + Amounts.time((double) times.total()));
			this.settled.countDown();
		}

		@Override
		public synchronized void message(Socket socket, Payload payload, long nanos) {
			String text = payload.isBinary() ? payload.length() + " bytes of binary" : payload.text();
			String since = (this.lastSent == 0) ? "" : "  +" + Amounts.time((double) (nanos - this.lastSent));
			show("←", text + this.screen.style().dim("  " + payload.length() + " B" + since));
		}

		@Override
		public synchronized void pong(Socket socket, long nanos) {
			show("←", "pong" + this.screen.style().dim("  +" + Amounts.time((double) (nanos - this.lastSent))));
		}

		@Override
		public synchronized void closed(Socket socket, Closing why) {
			show("·", why.describe());
			this.ended.countDown();
			this.settled.countDown();
		}

		synchronized void sent(String line) {
			this.lastSent = System.nanoTime();
			show("→", line);
		}

		synchronized void pinged() {
			this.lastSent = System.nanoTime();
			show("→", "ping");
		}

		boolean isOver() {
			return this.ended.getCount() == 0;
		}

		boolean failed() {
			return !this.open;
		}

		/** Waits until the connection is open or has failed. */
		void awaitOpen() {
			await(this.settled, TIMEOUT);
		}

		void awaitClosed(Duration timeout) {
			await(this.ended, timeout);
		}

		private static boolean await(CountDownLatch latch, Duration timeout) {
			try {
				return latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		private void show(String direction, String text) {
			this.screen.line(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " + direction
					+ " " + text);
		}

	}

}
