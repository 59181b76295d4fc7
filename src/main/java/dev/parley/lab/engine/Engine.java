package dev.parley.lab.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Event loops and the connections on them: no thread per connection. Close it, and every
 * connection ends.
 */
public final class Engine implements AutoCloseable {

	static {
		// Without this Netty would start the server's logging.
		InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
	}

	/**
	 * Bytes that wait for one connection before its sends are refused: enough for a
	 * burst, little for thousands.
	 */
	private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

	private final EngineOptions options;

	private final List<EventLoop> loops;

	private final EventLoopGroup group;

	private final AtomicInteger nextLocal = new AtomicInteger();

	private @Nullable SslContext tls;

	/** Starts the loops. */
	public Engine(EngineOptions options) {
		this.options = options;
		IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		this.group = new MultiThreadIoEventLoopGroup(options.threads(), new DefaultThreadFactory("lab", true), io);
		this.loops = Stream.generate(this.group::next).limit(options.threads()).toList();
	}

	/** An engine for a few connections. */
	public static Engine small() {
		return new Engine(EngineOptions.defaults().withThreads(1));
	}

	/** The loops, in a fixed order; connections are pinned to one of them. */
	public List<EventLoop> loops() {
		return this.loops;
	}

	/** The loops as a group, for servers and proxies. */
	public EventLoopGroup group() {
		return this.group;
	}

	public static Class<? extends SocketChannel> channelType() {
		return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
	}

	public static Class<? extends ServerSocketChannel> serverChannelType() {
		return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
	}

	/** Opens a connection on any loop. */
	public Socket connect(Dial dial, SocketListener listener) {
		return connect(this.group.next(), dial, listener);
	}

	/**
	 * Opens a connection on this loop; the listener reports success or failure.
	 */
	public Socket connect(EventLoop loop, Dial dial, SocketListener listener) {
		Socket socket = new Socket(this.options.zeroMask());
		SocketHandler handler = new SocketHandler(dial, socket, listener);
		Bootstrap bootstrap = new Bootstrap().group(loop)
			.channel(channelType())
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.options.connectTimeout().toMillis()))
			.handler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel channel) {
					addTls(channel, dial.endpoint());
					channel.pipeline().addLast(handler);
				}
			});
		ChannelFuture connecting = bootstrap.connect(dial.endpoint().address(), localAddress());
		connecting.addListener((ChannelFutureListener) (done) -> {
			if (!done.isSuccess()) {
				handler.notConnected(done.cause());
			}
		});
		handler.giveUpAfter(connecting.channel().eventLoop(), this.options.connectTimeout());
		return socket;
	}

	/** Where the next connection comes from, or null for the system's choice. */
	public @Nullable InetSocketAddress localAddress() {
		List<String> addresses = this.options.localAddresses();
		return addresses.isEmpty() ? null : new InetSocketAddress(
				addresses.get(Math.floorMod(this.nextLocal.getAndIncrement(), addresses.size())), 0);
	}

	@Override
	public void close() {
		this.group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
	}

	private void addTls(Channel channel, Endpoint endpoint) {
		if (endpoint.tls()) {
			channel.pipeline()
				.addLast(tls().newHandler(channel.alloc(), endpoint.uri().getHost(), endpoint.address().getPort()));
		}
	}

	private synchronized SslContext tls() {
		SslContext context = this.tls;
		if (context == null) {
			try {
				SslContextBuilder builder = SslContextBuilder.forClient();
				context = (this.options.insecure() ? builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
						: builder)
					.build();
			}
			catch (SSLException ex) {
				throw new IllegalStateException("TLS cannot be used on this JVM: " + ex.getMessage(), ex);
			}
			this.tls = context;
		}
		return context;
	}

}
