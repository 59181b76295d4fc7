package dev.parley.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A minimal broadcast server: a selector that copies every message to all clients. Used
 * to measure the load generator:
 * {@code java -cp target/test-classes dev.parley.lab.RawServer 9001}.
 */
public final class RawServer {

	private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

	private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private static final int BUFFER = 1 << 20;

	private final Selector selector = Selector.open();

	private final List<Client> clients = new ArrayList<>();

	private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);

	private final byte[] payload = new byte[BUFFER];

	/** Frames received in this round, for all clients. */
	private ByteBuffer round = ByteBuffer.allocateDirect(BUFFER);

	private RawServer(int port) throws IOException {
		ServerSocketChannel server = ServerSocketChannel.open();
		server.bind(new InetSocketAddress("127.0.0.1", port), 4_096);
		server.configureBlocking(false);
		server.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	public static void main(String[] args) throws IOException, GeneralSecurityException {
		RawServer server = new RawServer(Integer.parseInt(args[0]));
		while (!Thread.interrupted()) {
			server.turn();
		}
	}

	private void turn() throws IOException, GeneralSecurityException {
		this.selector.select();
		for (SelectionKey key : this.selector.selectedKeys()) {
			if (key.isAcceptable()) {
				accept((ServerSocketChannel) key.channel());
			}
			else {
				serve(key, (Client) key.attachment());
			}
		}
		this.selector.selectedKeys().clear();
		broadcast();
	}

	private void accept(ServerSocketChannel server) throws IOException {
		for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.register(this.selector, SelectionKey.OP_READ, new Client(channel));
		}
	}

	private void serve(SelectionKey key, Client client) throws GeneralSecurityException {
		try {
			if (key.isWritable()) {
				client.flush(key);
			}
			if (key.isReadable()) {
				read(client);
			}
		}
		catch (IOException ex) {
			end(key, client);
		}
	}

	private void end(SelectionKey key, Client client) {
		key.cancel();
		this.clients.remove(client);
		try {
			client.channel.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("a connection cannot be closed", ex);
		}
	}

	private void read(Client client) throws IOException, GeneralSecurityException {
		this.in.clear().put(client.rest);
		if (client.channel.read(this.in) < 0) {
			throw new IOException("the client has gone");
		}
		this.in.flip();
		if (!client.upgraded) {
			upgrade(client);
		}
		while (client.upgraded && frame()) {
			continue;
		}
		client.rest = new byte[this.in.remaining()];
		this.in.get(client.rest);
	}

	private void upgrade(Client client) throws IOException, GeneralSecurityException {
		String head = StandardCharsets.ISO_8859_1.decode(this.in.duplicate()).toString();
		Matcher key = KEY.matcher(head);
		if (!head.endsWith("\r\n\r\n") || !key.find()) {
			return;
		}
		this.in.position(this.in.limit());
		byte[] accept = MessageDigest.getInstance("SHA-1")
			.digest((key.group(1) + GUID).getBytes(StandardCharsets.US_ASCII));
		String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n";
		client.channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
		client.upgraded = true;
		this.clients.add(client);
	}

	/** Takes a text frame of up to 64 KB; a close frame ends the connection. */
	private boolean frame() throws IOException {
		int start = this.in.position();
		if (this.in.remaining() < 8) {
			return false;
		}
		int shortLength = this.in.get(start + 1) & 0x7F;
		int header = (shortLength == 126) ? 4 : 2;
		int length = (shortLength == 126) ? this.in.getShort(start + 2) & 0xFFFF : shortLength;
		if ((this.in.get(start) & 0x0F) == 8) {
			throw new IOException("the client closes");
		}
		if (this.in.remaining() < header + 4 + length) {
			return false;
		}
		int mask = this.in.getInt(start + header);
		this.in.get(start + header + 4, this.payload, 0, length).position(start + header + 4 + length);
		for (int i = 0; i < length; i++) {
			this.payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
		}
		if (this.round.remaining() < length + 4) {
			broadcast();
		}
		this.round.put((byte) 0x81);
		if (header == 4) {
			this.round.put((byte) 126).putShort((short) length);
		}
		else {
			this.round.put((byte) length);
		}
		this.round.put(this.payload, 0, length);
		return true;
	}

	/** Sends this round's frames to all clients, in one write each. */
	private void broadcast() {
		if (this.round.flip().hasRemaining()) {
			for (Client client : List.copyOf(this.clients)) {
				SelectionKey key = client.channel.keyFor(this.selector);
				try {
					client.send(this.round.duplicate(), key);
				}
				catch (IOException ex) {
					end(key, client);
				}
			}
		}
		this.round.clear();
	}

	/** A connection and the bytes it has not accepted yet. */
	private static final class Client {

		private static final int SLOW = 64 << 20;

		private final SocketChannel channel;

		private byte[] rest = {};

		private ByteBuffer waiting = ByteBuffer.allocate(0);

		private boolean upgraded;

		private Client(SocketChannel channel) {
			this.channel = channel;
		}

		private void send(ByteBuffer frames, SelectionKey key) throws IOException {
			if (!this.waiting.hasRemaining()) {
				this.channel.write(frames);
			}
			if (frames.hasRemaining()) {
				if (this.waiting.remaining() + frames.remaining() > SLOW) {
					throw new IOException("the client is too slow");
				}
				this.waiting = ByteBuffer.allocate(this.waiting.remaining() + frames.remaining())
					.put(this.waiting)
					.put(frames)
					.flip();
				key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
			}
		}

		private void flush(SelectionKey key) throws IOException {
			this.channel.write(this.waiting);
			if (!this.waiting.hasRemaining()) {
				key.interestOps(SelectionKey.OP_READ);
			}
		}

	}

}
