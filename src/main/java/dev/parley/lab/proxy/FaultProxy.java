package dev.parley.lab.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.EngineOptions;

/**
 * A local TCP proxy that injects faults: latency, jitter, limited bandwidth, cuts,
 * resets, half-open connections, stalled readers. All methods may be called from any
 * thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing cannot fail, and a client that
												// cannot be forwarded is dropped
public final class FaultProxy implements AutoCloseable {

	private final Engine engine;

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private final InetSocketAddress upstream;

	private final Random random;

	private volatile Faults faults = Faults.NONE;

	private @Nullable Channel server;

	/** Both halves of a proxied connection. */
	private record ProxiedConnection(Channel client, Channel upstream, Relay toUpstream, Relay toClient) {

	}

	private FaultProxy(InetSocketAddress upstream, long seed, EngineOptions options) {
		this.engine = new Engine(options.withThreads(1));
		this.upstream = upstream;
		this.random = new Random(seed);
	}

	/**
	 * Starts listening on the loopback interface.
	 * @param upstream the server to forward to
	 * @param port to listen on; 0 for any free port
	 * @param seed of its random choices
	 */
	public static FaultProxy start(InetSocketAddress upstream, int port, long seed) {
		return start(upstream, port, seed, EngineOptions.defaults());
	}

	/** Starts with connections to the server from the local addresses of the options. */
	public static FaultProxy start(InetSocketAddress upstream, int port, long seed, EngineOptions options) {
		FaultProxy proxy = new FaultProxy(upstream, seed, options);
		proxy.listen(port);
		return proxy;
	}

	/** The address it listens on. */
	public InetSocketAddress address() {
		Channel listening = this.server;
		if (listening == null) {
			throw new IllegalStateException("the proxy is not listening");
		}
		return (InetSocketAddress) listening.localAddress();
	}

	/** Applies these faults to all connections from now on. */
	public void faults(Faults changed) {
		this.faults = changed;
	}

	public int connections() {
		return this.connections.size();
	}

	/** Closes a share of the connections on both sides and returns how many. */
	public int cut(double share) {
		return each(share, (one) -> {
			one.client().close();
			one.upstream().close();
		});
	}

	/** Resets a share of the connections and returns how many. */
	public int reset(double share) {
		return each(share, (one) -> {
			reset(one.client());
			reset(one.upstream());
		});
	}

	/** Blocks a share of the connections without closing them and returns how many. */
	public int halfOpen(double share) {
		return each(share, (one) -> {
			one.toClient().kill();
			one.toUpstream().kill();
		});
	}

	/**
	 * Stops reading from the server on a share of the connections for a while, like a
	 * client that hangs, and returns how many.
	 */
	public int stall(double share, Duration time) {
		return each(share, (one) -> {
			one.upstream().config().setAutoRead(false);
			one.upstream()
				.eventLoop()
				.schedule(() -> one.upstream().config().setAutoRead(true), time.toMillis(), TimeUnit.MILLISECONDS);
		});
	}

	@Override
	public void close() {
		if (this.server != null) {
			this.server.close().awaitUninterruptibly();
		}
		this.engine.close();
	}

	private void listen(int port) {
		this.server = new ServerBootstrap().group(this.engine.group())
			.channel(Engine.serverChannelType())
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.AUTO_READ, false)
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel client) {
					accept(client);
				}
			})
			.bind("127.0.0.1", port)
			.syncUninterruptibly()
			.channel();
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a client that cannot be forwarded is
													// dropped
	private void accept(Channel client) {
		if (this.faults.refusing()) {
			client.close();
			return;
		}
		new Bootstrap().group(client.eventLoop())
			.channel(Engine.channelType())
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.AUTO_READ, false)
			.handler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel unused) {
					// The relay is added once both halves are connected.
				}
			})
			.connect(this.upstream, this.engine.localAddress())
			.addListener((ChannelFutureListener) (done) -> {
				if (done.isSuccess()) {
					join(client, done.channel());
				}
				else {
					client.close();
				}
			});
	}

	private void join(Channel client, Channel up) {
		Relay toUpstream = new Relay(up, () -> this.faults, new Random(this.random.nextLong()));
		Relay toClient = new Relay(client, () -> this.faults, new Random(this.random.nextLong()));
		ProxiedConnection connection = new ProxiedConnection(client, up, toUpstream, toClient);
		this.connections.add(connection);
		client.pipeline().addLast(toUpstream);
		up.pipeline().addLast(toClient);
		client.closeFuture().addListener((closed) -> this.connections.remove(connection));
		up.closeFuture().addListener((closed) -> this.connections.remove(connection));
		client.config().setAutoRead(true);
		up.config().setAutoRead(true);
	}

	/** Does nothing if the channel has closed in the meantime. */
	private static void reset(Channel channel) {
		if (channel.isActive()) {
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
			channel.close();
		}
	}

	private int each(double share, Consumer<ProxiedConnection> action) {
		List<ProxiedConnection> chosen = new ArrayList<>();
		for (ProxiedConnection one : this.connections) {
			if (this.random.nextDouble() < share) {
				chosen.add(one);
			}
		}
		chosen.forEach((one) -> one.client().eventLoop().execute(() -> action.accept(one)));
		return chosen.size();
	}

}
