package dev.parley.jetty;

import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;

/**
 * Opens plain TCP connections that shards can write to alongside Jetty. With TLS, Spring
 * Boot replaces this connector with its own.
 */
final class SharedConnectors extends JettyServletWebServerFactory {

	@Override
	protected AbstractConnector createConnector(InetSocketAddress address, Server server, @Nullable Executor executor,
			@Nullable Scheduler scheduler, @Nullable ByteBufferPool pool) {
		AbstractConnector usual = super.createConnector(address, server, executor, scheduler, pool);
		ConnectionFactory[] protocols = usual.getConnectionFactories().toArray(ConnectionFactory[]::new);
		ServerConnector shared = new ServerConnector(server, executor, scheduler, pool, getAcceptors(), getSelectors(),
				protocols) {
			@Override
			protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector,
					SelectionKey key) {
				SocketChannelEndPoint endPoint = new SharedEndPoint(channel, selector, key, getScheduler());
				endPoint.setIdleTimeout(getIdleTimeout());
				return endPoint;
			}
		};
		shared.setHost(address.getHostString());
		shared.setPort(address.getPort());
		return shared;
	}

}
