package dev.parley.realtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.protocol.CloseCode;
import dev.parley.system.support.RawSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What every transport promises, over a real socket. */
public abstract class TransportContract {

	private static final int PING = 9;

	private static final int PONG = 10;

	private static final int TEXT = 1;

	private static final int FINAL = 0x80;

	private RawSocket client;

	/** Where a server listens that hands each of its sockets to {@link #transport}. */
	protected abstract int port();

	/** The transport of the socket that was opened last, waiting for it. */
	protected abstract Transport transport();

	/** What more can be seen after an abort while the client does not read. */
	protected abstract void abortedWhileStuck(RawSocket client) throws IOException;

	@AfterEach
	void hangUp() throws IOException {
		if (this.client != null) {
			this.client.close();
		}
	}

	@Test
	void writesFramesOfEverySizeInOneWriteAndInOrder() throws Exception {
		Transport transport = open();
		List<String> texts = List.of("", "a", "é😀", "x".repeat(125), "y".repeat(126), "z".repeat(20_000), "last");
		write(transport, texts).get(20, TimeUnit.SECONDS);
		for (String text : texts) {
			assertThat(this.client.readText()).isEqualTo(text);
		}
	}

	@Test
	void writesAFrameOfMoreThan64Kilobytes() throws Exception {
		Transport transport = open();
		String large = "x".repeat(100_000);
		CompletableFuture<Void> written = write(transport, List.of(large));
		assertThat(readMessage().equals(large)).isTrue();
		written.get(20, TimeUnit.SECONDS);
	}

	@Test
	void completesAWriteOnlyWhenTheBufferIsItsOwnersAgain() throws Exception {
		Transport transport = open();
		ByteBuffer buffer = ByteBuffer.allocateDirect(1000);
		for (int i = 0; i < 100; i++) {
			frame("message " + i).putInto(buffer.clear());
			CompletableFuture<Void> written = new CompletableFuture<>();
			transport.write(buffer.flip(), completing(written));
			written.get(20, TimeUnit.SECONDS);
		}
		for (int i = 0; i < 100; i++) {
			assertThat(this.client.readText()).isEqualTo("message " + i);
		}
	}

	@Test
	void keepsAWriteToAClientThatDoesNotReadUntilItReads() throws Exception {
		Transport transport = open();
		List<CompletableFuture<Void>> writes = stall(transport);
		for (int i = 0; i < writes.size(); i++) {
			assertThat(this.client.readText()).startsWith(i + " ");
		}
		writes.getLast().get(20, TimeUnit.SECONDS);
	}

	@Test
	void abortEndsAWriteThatDoesNotMove() throws Exception {
		Transport transport = open();
		CompletableFuture<Void> stuck = stall(transport).getLast();
		transport.abort();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> stuck.get(20, TimeUnit.SECONDS));
		abortedWhileStuck(this.client);
	}

	@Test
	void failsAWriteToASocketThatIsGone() throws Exception {
		Transport transport = open();
		this.client.close();
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			CompletableFuture<Void> write = write(transport, List.of("x".repeat(10_000)));
			assertThat(write.handle((done, failure) -> failure != null).get(20, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void closesAfterWhatWasWritten() throws Exception {
		Transport transport = open();
		write(transport, List.of("first", "last")).get(20, TimeUnit.SECONDS);
		transport.close(CloseCode.KICKED);
		assertThat(this.client.readText()).isEqualTo("first");
		assertThat(this.client.readText()).isEqualTo("last");
		assertThat(this.client.readCloseCode()).isEqualTo(4453);
	}

	@Test
	void pingsOfBothSidesDisturbNoFrame() throws Exception {
		int count = 2000;
		Transport transport = open();
		Thread pinger = Thread.startVirtualThread(() -> floodWithPings(count));
		Thread writer = Thread.startVirtualThread(() -> writeOneAfterTheOther(transport, count));
		DataInputStream in = new DataInputStream(this.client.socket().getInputStream());
		int texts = 0;
		int pongs = 0;
		int pings = 0;
		while (texts < count || pongs < count || pings < count / 100) {
			int first = in.readUnsignedByte();
			byte[] payload = readPayload(in);
			switch (first) {
				case FINAL | TEXT ->
					assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo(numbered(texts++));
				case FINAL | PONG -> pongs++;
				case FINAL | PING -> pings++;
				default -> throw new AssertionError("Frame " + first + " after " + texts + " texts");
			}
		}
		pinger.join();
		writer.join();
		assertThat(texts).isEqualTo(count);
	}

	private Transport open() throws IOException {
		this.client = RawSocket.upgraded(port(), "token");
		return transport();
	}

	/** A message in one or more fragments. */
	private String readMessage() throws IOException {
		DataInputStream in = new DataInputStream(this.client.socket().getInputStream());
		StringBuilder message = new StringBuilder();
		int first;
		do {
			first = in.readUnsignedByte();
			message.append(new String(readPayload(in), StandardCharsets.UTF_8));
		}
		while ((first & FINAL) == 0);
		return message.toString();
	}

	private static byte[] readPayload(DataInputStream in) throws IOException {
		int marker = in.readUnsignedByte();
		long length = (marker < 126) ? marker : (marker == 126) ? in.readUnsignedShort() : in.readLong();
		return in.readNBytes((int) length);
	}

	/** Every tenth is more than one write to a socket can take. */
	private static String numbered(int i) {
		return "message " + i + ((i % 10 == 0) ? "x".repeat(60_000) : "");
	}

	/** Writes until a write does not complete. */
	private static List<CompletableFuture<Void>> stall(Transport transport) {
		List<CompletableFuture<Void>> writes = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			CompletableFuture<Void> write = write(transport, List.of(i + " " + "x".repeat(60_000)));
			writes.add(write);
			try {
				write.get(500, TimeUnit.MILLISECONDS);
			}
			catch (java.util.concurrent.TimeoutException _) {
				return writes;
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new AssertionError(ex);
			}
		}
		throw new AssertionError("The socket took everything");
	}

	private void floodWithPings(int count) {
		try {
			for (int i = 0; i < count; i++) {
				this.client.write(RawSocket.frame(FINAL | PING, new byte[] { 'p' }));
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void writeOneAfterTheOther(Transport transport, int count) {
		for (int i = 0; i < count; i++) {
			write(transport, List.of(numbered(i))).join();
			if (i % 100 == 0) {
				transport.ping();
			}
		}
	}

	private static CompletableFuture<Void> write(Transport transport, List<String> texts) {
		List<Frame> frames = texts.stream().map(TransportContract::frame).toList();
		ByteBuffer buffer = ByteBuffer.allocateDirect(frames.stream().mapToInt(Frame::size).sum());
		frames.forEach((frame) -> frame.putInto(buffer));
		CompletableFuture<Void> written = new CompletableFuture<>();
		transport.write(buffer.flip(), completing(written));
		return written;
	}

	private static Frame frame(String text) {
		return Frame.connection(text.getBytes(StandardCharsets.UTF_8));
	}

	private static Transport.Completion completing(CompletableFuture<Void> future) {
		return new Transport.Completion() {
			@Override
			public void written() {
				assertThat(future.complete(null)).isTrue();
			}

			@Override
			public void failed(Throwable cause) {
				assertThat(future.completeExceptionally(cause)).isTrue();
			}
		};
	}

}
