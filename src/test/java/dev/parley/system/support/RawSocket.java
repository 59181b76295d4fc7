package dev.parley.system.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A TCP connection that sends any bytes, valid or not.
 */
public final class RawSocket implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 30_000;

	private final Socket socket;

	private final DataInputStream in;

	public RawSocket(int port) throws IOException {
		this.socket = new Socket("localhost", port);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.in = new DataInputStream(this.socket.getInputStream());
	}

	/**
	 * Connects and completes a handshake.
	 */
	public static RawSocket upgraded(int port, String token) throws IOException {
		RawSocket raw = new RawSocket(port);
		raw.write(handshake("/ws/engagement", "Authorization: Bearer " + token));
		String answer = raw.readHead();
		if (!answer.startsWith("HTTP/1.1 101")) {
			throw new AssertionError(answer);
		}
		return raw;
	}

	/** A handshake with further header lines. */
	public static String handshake(String path, String... lines) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
				+ String.join("", Arrays.stream(lines).map((line) -> line + "\r\n").toList()) + "\r\n";
	}

	public void write(String text) throws IOException {
		write(text.getBytes(StandardCharsets.UTF_8));
	}

	public void write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/**
	 * A client frame with a mask of zeros.
	 */
	public static byte[] frame(int firstByte, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) firstByte);
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else if (payload.length < 65536) {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		else {
			frame.put((byte) (0x80 | 127)).putLong(payload.length);
		}
		frame.putInt(0).put(payload).flip();
		byte[] bytes = new byte[frame.remaining()];
		frame.get(bytes);
		return bytes;
	}

	public static byte[] text(String payload) {
		return frame(0x81, payload.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The head of an HTTP response.
	 */
	public String readHead() throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
			head.write(this.in.readUnsignedByte());
		}
		return head.toString(StandardCharsets.US_ASCII);
	}

	/**
	 * An HTTP response with its body, which must have a length.
	 */
	public String readAnswer() throws IOException {
		String head = readHead();
		int length = head.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
			.mapToInt((line) -> Integer.parseInt(line.substring(15).trim()))
			.findFirst()
			.orElse(0);
		return head + new String(this.in.readNBytes(length), StandardCharsets.UTF_8);
	}

	/**
	 * The payload of the next text frame; skips other frames.
	 */
	public String readText() throws IOException {
		while (true) {
			int opCode = this.in.readUnsignedByte() & 0x0F;
			byte[] payload = readPayload();
			if (opCode == 1) {
				return new String(payload, StandardCharsets.UTF_8);
			}
			if (opCode == 8) {
				throw new AssertionError("Closed with " + ByteBuffer.wrap(payload).getShort());
			}
		}
	}

	/**
	 * The payload of the next text frame that contains this; skips other frames.
	 */
	public String readTextWith(String part) throws IOException {
		String text = readText();
		while (!text.contains(part)) {
			text = readText();
		}
		return text;
	}

	/**
	 * The code of the next close frame, skipping other frames; 1006 if none comes.
	 */
	public int readCloseCode() throws IOException {
		while (true) {
			int first = this.in.read();
			if (first < 0) {
				return 1006;
			}
			byte[] payload = readPayload();
			if ((first & 0x0F) == 8) {
				return Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
			}
		}
	}

	/**
	 * Whether the other side ends the connection; discards what it still sends.
	 */
	public boolean isEnded() throws IOException {
		InputStream rest = this.in;
		try {
			while (rest.read() >= 0) {
				// To the end.
			}
			return true;
		}
		catch (SocketTimeoutException _) {
			return false;
		}
		catch (IOException _) {
			return true;
		}
	}

	public Socket socket() {
		return this.socket;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private byte[] readPayload() throws IOException {
		long length = this.in.readUnsignedByte() & 0x7F;
		if (length == 126) {
			length = this.in.readUnsignedShort();
		}
		else if (length == 127) {
			length = this.in.readLong();
		}
		return this.in.readNBytes((int) length);
	}

}
