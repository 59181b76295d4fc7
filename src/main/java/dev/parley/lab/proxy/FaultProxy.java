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
 * A TCP proxy on this machine that behaves as badly as it is told: latency, jitter,
 * bandwidth, cuts, resets, half-open connections, stalled readers. Every method may be
 * called from anywhere, at any time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing cannot fail, and a client that
												// cannot be forwarded is dropped
public final class FaultProxy implements AutoCloseable {

	private final Engine engine;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final InetSocketAddress upstream;

	private final Random random;

	private volatile Faults faults = Faults.NONE;

	private @Nullable Channel server;

	/** Both halves of a proxied connection. */
	private record Link(Channel client, Channel upstream, Relay toUpstream, Relay toClient) {

	}

	private FaultProxy(InetSocketAddress upstream, long seed, EngineOptions options) {
		this.engine = new Engine(options.withThreads(1));
		this.upstream = upstream;
		this.random = new Random(seed);
	}

	/**
	 * Starts to listen on the loopback.
	 * @param upstream where connections lead
	 * @param port to listen on; 0 for any
	 * @param seed of its randomness
	 */
	public static FaultProxy start(InetSocketAddress upstream, int port, long seed) {
		return start(upstream, port, seed, EngineOptions.defaults());
	}

	/** The same with connections that lead on from the local addresses of the options. */
	public static FaultProxy start(InetSocketAddress upstream, int port, long seed, EngineOptions options) {
		FaultProxy proxy = new FaultProxy(upstream, seed, options);
		proxy.listen(port);
		return proxy;
	}

	/** Where it listens. */
	public InetSocketAddress address() {
		Channel listening = this.server;
		if (listening == null) {
			throw new IllegalStateException("the proxy does not listen");
		}
		return (InetSocketAddress) listening.localAddress();
	}

	/** What happens to bytes from now on. */
	public void faults(Faults changed) {
		this.faults = changed;
	}

	public int connections() {
		return this.links.size();
	}

	/** Ends a share of the connections properly, on both sides. */
	public int cut(double share) {
		return each(share, (link) -> {
			link.client().close();
			link.upstream().close();
		});
	}

	/** Ends a share of the connections with a reset. */
	public int reset(double share) {
		return each(share, (link) -> {
			reset(link.client());
			reset(link.upstream());
		});
	}

	/** Lets nothing through a share of the connections any more, without ending them. */
	public int halfOpen(double share) {
		return each(share, (link) -> {
			link.toClient().kill();
			link.toUpstream().kill();
		});
	}

	/**
	 * Stops to read what the server sends to a share of the connections, as a client does
	 * that hangs.
	 */
	public int stall(double share, Duration time) {
		return each(share, (link) -> {
			link.upstream().config().setAutoRead(false);
			link.upstream()
				.eventLoop()
				.schedule(() -> link.upstream().config().setAutoRead(true), time.toMillis(), TimeUnit.MILLISECONDS);
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
					// The relay is added once both halves stand.
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
		Link link = new Link(client, up, toUpstream, toClient);
		this.links.add(link);
		client.pipeline().addLast(toUpstream);
		up.pipeline().addLast(toClient);
		client.closeFuture().addListener((closed) -> this.links.remove(link));
		up.closeFuture().addListener((closed) -> this.links.remove(link));
		client.config().setAutoRead(true);
		up.config().setAutoRead(true);
	}

	/** It may have ended by itself since it was chosen. */
	private static void reset(Channel channel) {
		if (channel.isActive()) {
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
			channel.close();
		}
	}

	private int each(double share, Consumer<Link> action) {
		List<Link> chosen = new ArrayList<>();
		for (Link link : this.links) {
			if (this.random.nextDouble() < share) {
				chosen.add(link);
			}
		}
		chosen.forEach((link) -> link.client().eventLoop().execute(() -> action.accept(link)));
		return chosen.size();
	}

}
