package dev.parley.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.HdrHistogram.Histogram;

import dev.parley.measure.Latencies;

/**
 * An echo or broadcast server on a random loopback port with plantable faults. A
 * broadcast goes to all clients with the same path and query.
 */
public final class FaultyServer implements AutoCloseable {

	private static final AttributeKey<String> ROOM = AttributeKey.valueOf(FaultyServer.class, "room");

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("faulty", true),
			NioIoHandler.newFactory());

	private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final boolean broadcast;

	private final AtomicLong copies = new AtomicLong();

	private final AtomicLong handshakes = new AtomicLong();

	private final Set<String> callers = ConcurrentHashMap.newKeySet();

	private final List<HttpHeaders> requests = Collections.synchronizedList(new ArrayList<>());

	private final Set<String> rooms = ConcurrentHashMap.newKeySet();

	private final List<Integer> masks = Collections.synchronizedList(new ArrayList<>());

	private final List<Runnable> held = new ArrayList<>();

	private volatile int loseEvery;

	private volatile int doubleEvery;

	private volatile int swapEvery;

	private volatile int freezeAtFirst;

	private final AtomicLong swallowed = new AtomicLong();

	private volatile int waiting;

	private volatile LongUnaryOperator delayMillis = (n) -> 0;

	private final Histogram kept = Latencies.histogram();

	private volatile boolean numbered;

	private volatile boolean numbersLie;

	private long number;

	private long messages;

	private List<String> greeting = List.of();

	private SslContext tls;

	private Channel channel;

	private FaultyServer(boolean broadcast) {
		this.broadcast = broadcast;
	}

	public static FaultyServer echo() {
		return new FaultyServer(false);
	}

	public static FaultyServer broadcast() {
		return new FaultyServer(true);
	}

	/** Drops every n-th copy. */
	public FaultyServer loseEvery(int n) {
		this.loseEvery = n;
		return this;
	}

	/** Sends every n-th copy twice. */
	public FaultyServer doubleEvery(int n) {
		this.doubleEvery = n;
		return this;
	}

	/** Sends every n-th copy after the one that follows it. */
	public FaultyServer swapEvery(int n) {
		this.swapEvery = n;
		return this;
	}

	/** Delays every answer. */
	public FaultyServer delayMillis(int millis) {
		return delays((n) -> millis);
	}

	/** Delays the answer to the n-th message by this many milliseconds. */
	public FaultyServer delays(LongUnaryOperator millisOfMessage) {
		this.delayMillis = millisOfMessage;
		return this;
	}

	/**
	 * Does nothing at all for so long when the first message comes, like a stopped
	 * process.
	 */
	public FaultyServer freezeAtFirst(int millis) {
		this.freezeAtFirst = millis;
		return this;
	}

	/** Copies that were swallowed. */
	public long swallowed() {
		return this.swallowed.get();
	}

	/** Copies that wait for the one that follows them; 0 or 1. */
	public int waiting() {
		return this.waiting;
	}

	/** The actual delay of every delayed answer. */
	public Histogram kept() {
		return this.kept;
	}

	/** Puts {@code #n } before every broadcast message, n growing by one. */
	public FaultyServer numbered() {
		this.numbered = true;
		return this;
	}

	/** Gives two clients different numbers for every tenth message. */
	public FaultyServer numbersLie() {
		this.numbersLie = true;
		return numbered();
	}

	/** Sends these frames first on every connection. */
	public FaultyServer greeting(String... frames) {
		this.greeting = List.of(frames);
		return this;
	}

	/** Uses TLS with the key of {@link OwnCertificate}. */
	public FaultyServer tls(Path keyStore) throws IOException, GeneralSecurityException {
		this.tls = SslContextBuilder.forServer(OwnCertificate.keys(keyStore)).build();
		return this;
	}

	public FaultyServer start() {
		this.channel = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel client) {
					if (FaultyServer.this.tls != null) {
						client.pipeline().addLast(FaultyServer.this.tls.newHandler(client.alloc()));
					}
					client.pipeline()
						.addLast(new MaskKeys(FaultyServer.this.masks::add), new HttpServerCodec(),
								new HttpObjectAggregator(65_536), new WebSocketServerProtocolHandler("/ws", true),
								new Answers(), new NothingHere());
				}
			})
			.bind("127.0.0.1", 0)
			.syncUninterruptibly()
			.channel();
		return this;
	}

	public int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	public String url() {
		return ((this.tls == null) ? "ws" : "wss") + "://127.0.0.1:" + port() + "/ws";
	}

	public int connections() {
		return this.clients.size();
	}

	/** Connections since the start, including closed ones. */
	public long handshakes() {
		return this.handshakes.get();
	}

	/** Addresses that clients have connected from. */
	public Set<String> callers() {
		return Set.copyOf(this.callers);
	}

	/** The values of this header in all handshakes. */
	public List<String> header(String name) {
		synchronized (this.requests) {
			return this.requests.stream().flatMap((headers) -> headers.getAll(name).stream()).toList();
		}
	}

	/** Paths with queries that clients have requested. */
	public Set<String> rooms() {
		return Set.copyOf(this.rooms);
	}

	/** The masking key of every received frame. */
	public List<Integer> masks() {
		synchronized (this.masks) {
			return List.copyOf(this.masks);
		}
	}

	/**
	 * Blocks the server for this long, like a stopped process. Returns once it stands
	 * still.
	 */
	public void freeze(long millis) {
		CompletableFuture<Void> frozen = new CompletableFuture<>();
		this.group.execute(() -> {
			frozen.complete(null);
			long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
			while (System.nanoTime() < until) {
				Thread.onSpinWait();
			}
		});
		frozen.join();
	}

	/** Drops every connection without a close frame. */
	public void dropAll() {
		this.clients.forEach((client) -> client.pipeline().firstContext().close());
	}

	@Override
	public void close() {
		this.channel.close().syncUninterruptibly();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	/** Answers any other path with 404. */
	private static final class NothingHere extends SimpleChannelInboundHandler<FullHttpRequest> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
			DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
					HttpResponseStatus.NOT_FOUND, Unpooled.copiedBuffer("nothing here", StandardCharsets.UTF_8));
			answer.headers().set("Content-Length", answer.content().readableBytes());
			context.writeAndFlush(answer);
		}

	}

	/** Runs on the server's only loop. */
	private final class Answers extends SimpleChannelInboundHandler<TextWebSocketFrame> {

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete handshake) {
				context.channel().attr(ROOM).set(handshake.requestUri());
				FaultyServer.this.requests.add(handshake.requestHeaders());
				FaultyServer.this.rooms.add(handshake.requestUri());
				FaultyServer.this.handshakes.incrementAndGet();
				FaultyServer.this.clients.add(context.channel());
				FaultyServer.this.callers
					.add(((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress());
				FaultyServer.this.greeting
					.forEach((frame) -> context.channel().writeAndFlush(new TextWebSocketFrame(frame)));
			}
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
			String text = frame.text();
			if (FaultyServer.this.messages == 0) {
				freeze(TimeUnit.MILLISECONDS.toNanos(FaultyServer.this.freezeAtFirst));
			}
			long delay = FaultyServer.this.delayMillis.applyAsLong(FaultyServer.this.messages++);
			if (delay > 0) {
				long came = System.nanoTime();
				context.executor().schedule(() -> {
					FaultyServer.this.kept.recordValue(System.nanoTime() - came);
					answer(context.channel(), text);
				}, delay, TimeUnit.MILLISECONDS);
			}
			else {
				answer(context.channel(), text);
			}
		}

		private void freeze(long nanos) {
			long start = System.nanoTime();
			while (System.nanoTime() - start < nanos) {
				Thread.onSpinWait();
			}
		}

		private void answer(Channel sender, String text) {
			if (!FaultyServer.this.broadcast) {
				copy(sender, text);
				return;
			}
			FaultyServer.this.number++;
			boolean lie = FaultyServer.this.numbersLie && FaultyServer.this.number % 10 == 0;
			boolean first = true;
			for (Channel client : FaultyServer.this.clients) {
				if (!client.attr(ROOM).get().equals(sender.attr(ROOM).get())) {
					continue;
				}
				long shown = FaultyServer.this.number + ((lie && first) ? 1 : 0);
				first = false;
				copy(client, FaultyServer.this.numbered ? "#" + shown + " " + text : text);
			}
		}

		private void copy(Channel to, String text) {
			long n = FaultyServer.this.copies.incrementAndGet();
			if (isDue(n, FaultyServer.this.loseEvery)) {
				FaultyServer.this.swallowed.incrementAndGet();
				return;
			}
			if (isDue(n, FaultyServer.this.swapEvery)) {
				FaultyServer.this.held.add(() -> to.writeAndFlush(new TextWebSocketFrame(text)));
				FaultyServer.this.waiting = FaultyServer.this.held.size();
				return;
			}
			to.writeAndFlush(new TextWebSocketFrame(text));
			if (isDue(n, FaultyServer.this.doubleEvery)) {
				to.writeAndFlush(new TextWebSocketFrame(text));
			}
			FaultyServer.this.held.forEach(Runnable::run);
			FaultyServer.this.held.clear();
			FaultyServer.this.waiting = 0;
		}

		private boolean isDue(long n, int every) {
			return every > 0 && n % every == 0;
		}

	}

}
