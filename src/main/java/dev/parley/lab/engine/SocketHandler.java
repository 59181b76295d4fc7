package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades one connection and then turns its bytes into calls of its listener. Runs on
 * the connection's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the connection,
												// which the listener reports
final class SocketHandler extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {

	private static final int LARGEST_HEAD = 64 * 1024;

	private static final int LARGEST_REFUSAL = 2048;

	private static final byte[] END_OF_HEAD = { '\r', '\n', '\r', '\n' };

	private final Dial dial;

	private final Socket socket;

	private final SocketListener listener;

	private final FrameDecoder decoder = new FrameDecoder();

	private final String key;

	private final long dialledAt = System.nanoTime();

	private @Nullable ByteBuf gathered;

	private @Nullable UpgradeReply refusal;

	private @Nullable Closing closing;

	private volatile @Nullable ScheduledFuture<?> patience;

	private long connectedAt;

	private long requestedAt;

	private long readAt;

	private boolean ended;

	SocketHandler(Dial dial, Socket socket, SocketListener listener) {
		this.dial = dial;
		this.socket = socket;
		this.listener = listener;
		byte[] nonce = new byte[16];
		ThreadLocalRandom.current().nextBytes(nonce);
		this.key = Base64.getEncoder().encodeToString(nonce);
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.connectedAt = System.nanoTime();
		this.socket.connected(context.channel());
		if (!this.dial.endpoint().tls()) {
			request(context);
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof SslHandshakeCompletionEvent handshake) {
			if (handshake.isSuccess()) {
				request(context);
			}
			else {
				fail(context, new Closing.Broken("tls failed", handshake.cause().getMessage()));
			}
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.readAt = System.nanoTime();
		ByteBuf in = (ByteBuf) message;
		ByteBuf before = this.gathered;
		ByteBuf all = (before == null) ? in
				: ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), before, in);
		this.gathered = null;
		try {
			take(context, all);
		}
		catch (ProtocolViolation ex) {
			all.skipBytes(all.readableBytes());
			fail(context, new Closing.Broken("protocol error", ex.getMessage()));
		}
		keep(all);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		UpgradeReply refused = this.refusal;
		if (refused != null && this.closing == null) {
			this.closing = refusedWith(refused, this.gathered);
		}
		release();
		end(this.socket.endedByUs() ? new Closing.Ours()
				: new Closing.Broken(this.socket.isOpen() ? "connection lost" : "upgrade unanswered", null));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		fail(context, new Closing.Broken("connection lost", cause.getMessage()));
	}

	/** The connection could not be made; called on the loop. */
	void notConnected(Throwable cause) {
		end(new Closing.Broken("connect failed", cause.getMessage()));
	}

	/** Gives up on the connection if it has not opened in time. */
	void giveUpAfter(EventLoop loop, Duration patience) {
		this.patience = loop.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void giveUp() {
		if (!this.socket.isOpen() && !this.ended) {
			this.closing = new Closing.Broken("connect timed out", null);
			this.socket.abort();
		}
	}

	@Override
	public void message(Payload payload) {
		this.listener.message(this.socket, payload, this.readAt);
	}

	@Override
	public void ping(byte[] data) {
		this.socket.writeAndFlush(Frames.PONG, data);
	}

	@Override
	public void pong() {
		this.listener.pong(this.socket, this.readAt);
	}

	@Override
	public void close(int code, String reason) {
		if (!this.socket.endedByUs()) {
			this.closing = new Closing.Closed(code, reason);
			this.socket.writeAndFlush(Frames.CLOSE,
					(code == 1005) ? new byte[0] : new byte[] { (byte) (code >>> 8), (byte) code });
		}
		this.socket.abort();
	}

	private void request(ChannelHandlerContext context) {
		this.requestedAt = System.nanoTime();
		StringBuilder head = new StringBuilder(256);
		head.append("GET ").append(this.dial.endpoint().target()).append(" HTTP/1.1\r\nHost: ");
		head.append(this.dial.endpoint().authority());
		head.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
		head.append("Sec-WebSocket-Key: ").append(this.key).append("\r\n");
		if (!this.dial.subprotocols().isEmpty()) {
			head.append("Sec-WebSocket-Protocol: ").append(String.join(", ", this.dial.subprotocols())).append("\r\n");
		}
		this.dial.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		ByteBuf bytes = context.alloc().buffer(head.length() + 2);
		bytes.writeCharSequence(head.append("\r\n"), StandardCharsets.UTF_8);
		context.writeAndFlush(bytes, context.voidPromise());
	}

	private void take(ChannelHandlerContext context, ByteBuf all) throws ProtocolViolation {
		if (!this.socket.isOpen() && !this.ended && this.refusal == null) {
			upgrade(all);
		}
		UpgradeReply refused = this.refusal;
		if (refused != null) {
			if (all.readableBytes() >= refused.bodyLength(LARGEST_REFUSAL)) {
				fail(context, refusedWith(refused, all));
			}
		}
		else if (this.socket.isOpen()) {
			this.decoder.read(all, context.alloc(), this);
		}
	}

	private void upgrade(ByteBuf all) throws ProtocolViolation {
		int end = endOfHead(all);
		if (end < 0) {
			if (all.readableBytes() > LARGEST_HEAD) {
				throw new ProtocolViolation("the answer to the upgrade does not end");
			}
			return;
		}
		UpgradeReply reply = UpgradeReply
			.parse(all.toString(all.readerIndex(), end - all.readerIndex(), StandardCharsets.ISO_8859_1));
		all.readerIndex(end + END_OF_HEAD.length);
		if (reply.status() != UpgradeReply.SWITCHING) {
			this.refusal = reply;
			return;
		}
		String objection = reply.objection(this.key, this.dial.subprotocols());
		if (objection != null) {
			throw new ProtocolViolation(objection);
		}
		this.socket.opened();
		stopWaiting();
		long tcp = this.connectedAt - this.dialledAt;
		this.listener.opened(this.socket,
				new OpenTimes(tcp, this.requestedAt - this.connectedAt, this.readAt - this.requestedAt));
	}

	private static int endOfHead(ByteBuf all) {
		for (int at = all.readerIndex(); at + END_OF_HEAD.length <= all.writerIndex(); at++) {
			if (all.getInt(at) == 0x0D0A0D0A) {
				return at;
			}
		}
		return -1;
	}

	private static Closing refusedWith(UpgradeReply reply, @Nullable ByteBuf body) {
		String text = (body == null) ? "" : body.toString(StandardCharsets.UTF_8);
		return new Closing.Refused(reply.status(),
				(text.length() > LARGEST_REFUSAL) ? text.substring(0, LARGEST_REFUSAL) : text);
	}

	private void keep(ByteBuf all) {
		if (all.isReadable() && !this.ended) {
			this.gathered = all;
		}
		else {
			all.release();
		}
	}

	private void release() {
		ByteBuf rest = this.gathered;
		if (rest != null) {
			rest.release();
			this.gathered = null;
		}
		this.decoder.release();
	}

	private void stopWaiting() {
		ScheduledFuture<?> waiting = this.patience;
		if (waiting != null) {
			waiting.cancel(false);
		}
	}

	private void fail(ChannelHandlerContext context, Closing why) {
		end(why);
		context.close();
	}

	private void end(Closing why) {
		if (!this.ended) {
			this.ended = true;
			stopWaiting();
			Closing remembered = this.closing;
			this.listener.closed(this.socket, (remembered == null) ? why : remembered);
			this.socket.ended();
		}
	}

}
