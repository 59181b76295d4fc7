package dev.parley.lab.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;

import dev.parley.lab.OwnCertificate;

/**
 * Answers everything over TLS with an empty 200, in HTTP/2 to those who offer it and in
 * HTTP/1.1 to all others, and counts which of them it was asked in.
 */
final class HttpsServer implements AutoCloseable {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("https", true),
			NioIoHandler.newFactory());

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger inHttp1 = new AtomicInteger();

	private final AtomicInteger inHttp2 = new AtomicInteger();

	private final Channel channel;

	/** Listens, with the key of {@link OwnCertificate}. */
	HttpsServer(Path keyStore) throws IOException, GeneralSecurityException {
		SslContext tls = SslContextBuilder.forServer(OwnCertificate.keys(keyStore))
			.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
					SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
					ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1))
			.build();
		this.channel = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel client) {
					HttpsServer.this.connections.incrementAndGet();
					client.pipeline().addLast(tls.newHandler(client.alloc()), new Negotiation());
				}
			})
			.bind("127.0.0.1", 0)
			.syncUninterruptibly()
			.channel();
	}

	String url() {
		return "https://127.0.0.1:" + ((InetSocketAddress) this.channel.localAddress()).getPort() + "/item";
	}

	int connections() {
		return this.connections.get();
	}

	int requestsInHttp1() {
		return this.inHttp1.get();
	}

	int requestsInHttp2() {
		return this.inHttp2.get();
	}

	@Override
	public void close() {
		this.channel.close().syncUninterruptibly();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private final class Negotiation extends ApplicationProtocolNegotiationHandler {

		private Negotiation() {
			super(ApplicationProtocolNames.HTTP_1_1);
		}

		@Override
		protected void configurePipeline(ChannelHandlerContext context, String protocol) {
			if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
				context.pipeline()
					.addLast(Http2FrameCodecBuilder.forServer().build(),
							new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
								@Override
								protected void initChannel(Channel stream) {
									stream.pipeline().addLast(new Stream());
								}
							}));
			}
			else {
				context.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Exchange());
			}
		}

	}

	private final class Stream extends SimpleChannelInboundHandler<Http2HeadersFrame> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, Http2HeadersFrame request) {
			HttpsServer.this.inHttp2.incrementAndGet();
			context.writeAndFlush(new DefaultHttp2HeadersFrame(
					new DefaultHttp2Headers().status(HttpResponseStatus.OK.codeAsText()), true));
		}

	}

	private final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
			HttpsServer.this.inHttp1.incrementAndGet();
			DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
			answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
			context.writeAndFlush(answer);
		}

	}

}
