package dev.parley.lab.check;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
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
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small Parley with one engagement, which keeps the delivery contract except for the
 * defect that a test plants. Its only loop owns all state.
 */
public final class FakeParley implements AutoCloseable {

	public static final String ENGAGEMENT = "globex-firewall";

	public static final String OUTSIDER = "hana@hooli.example";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String ORGANISATION = "globex";

	/** A defect shows in every fifth message. */
	private static final int DEFECT_EVERY = 5;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("fake-parley", true), NioIoHandler.newFactory());

	private final Defect defect;

	private final Map<Channel, String> members = new LinkedHashMap<>();

	private final Set<Channel> outsiders = new LinkedHashSet<>();

	private final Set<String> everSeen = new LinkedHashSet<>();

	private final Map<String, Long> seqById = new LinkedHashMap<>();

	private final Set<String> counted = new LinkedHashSet<>();

	private final Map<Long, String> idBySeq = new LinkedHashMap<>();

	private final Channel channel;

	private long head;

	private long reserved;

	private final AtomicLong messages = new AtomicLong();

	private final AtomicLong joins = new AtomicLong();

	private long total;

	/** How the contract is broken. */
	public enum Defect {

		NONE, ACK_WITHOUT_STORING, STORE_TWICE, DELIVER_REJECTED, NUMBER_TOO_LOW, DIFFERENT_ORDER, SKIP_LIVE_EVENT,
		INCOMPLETE_SYNC, WRONG_TOTAL, HIDE_USER, KEEP_LEFT_USER, LEAK_TO_OUTSIDER, REFUSE_SIGN_IN

	}

	public FakeParley(Defect defect) {
		this.defect = defect;
		this.channel = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel client) {
					client.pipeline()
						.addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536),
								new WebSocketServerProtocolHandler("/ws/engagement", "parley.v1", true), new Messages(),
								new Rest());
				}
			})
			.bind("127.0.0.1", 0)
			.syncUninterruptibly()
			.channel();
	}

	public String url() {
		return "ws://127.0.0.1:" + port() + "/ws/engagement";
	}

	/** How many messages were published. */
	long messages() {
		return this.messages.get();
	}

	/** How many connections were opened, including closed ones. */
	long joins() {
		return this.joins.get();
	}

	private int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	@Override
	public void close() {
		this.channel.close().syncUninterruptibly();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private boolean isDue(Defect planted) {
		return this.defect == planted && this.messages.get() % DEFECT_EVERY == 0;
	}

	private void join(Channel client, String user) {
		this.joins.incrementAndGet();
		send(client, "{'type':'welcome','data':{'user':{'id':'" + user + "'},'grants':[{'organisation':'" + ORGANISATION
				+ "'}]}}");
		if (user.equals(OUTSIDER)) {
			this.outsiders.add(client);
			return;
		}
		this.members.put(client, user);
		this.everSeen.add(user);
		client.closeFuture().addListener((closed) -> {
			this.members.remove(client);
			showPresence();
		});
		showPresence();
	}

	private void showPresence() {
		Set<String> online = new LinkedHashSet<>(
				(this.defect == Defect.KEEP_LEFT_USER) ? this.everSeen : this.members.values());
		if (this.defect == Defect.HIDE_USER) {
			online.remove(this.everSeen.iterator().next());
		}
		String people = online.stream().map((user) -> "{'id':'" + user + "'}").collect(Collectors.joining(","));
		broadcast("{'type':'presence','data':{'organisation':'" + ORGANISATION + "','online':[" + people + "]}}");
	}

	private void hear(Channel client, JsonNode frame) {
		String id = frame.path("id").asString("");
		switch (frame.path("type").asString("")) {
			case "sync" -> replay(client, frame.path("data").path("after").path(ENGAGEMENT).asLong());
			case "record_interaction" -> {
				if (this.counted.add(id)) {
					count(frame.path("data").path("kind").asString(""));
				}
				send(client, "{'type':'ack','id':'" + id + "','data':{}}");
			}
			case "send_message" -> publish(client, id);
			default -> throw new IllegalStateException("the fake does not know " + frame);
		}
	}

	private void publish(Channel client, String id) {
		Long known = this.seqById.get(id);
		if (known != null) {
			ack(client, id, known);
			return;
		}
		this.messages.incrementAndGet();
		if (isDue(Defect.DELIVER_REJECTED)) {
			send(client, "{'type':'error','id':'" + id + "','data':{'code':'forbidden'}}");
			deliver(store(id), id);
			return;
		}
		if (isDue(Defect.ACK_WITHOUT_STORING)) {
			this.seqById.put(id, this.head + 1);
			ack(client, id, this.head + 1);
			return;
		}
		long seq = store(id);
		ack(client, id, seq);
		deliver(seq, id);
		if (isDue(Defect.STORE_TWICE)) {
			deliver(store(id), id);
		}
	}

	private long store(String id) {
		if (isDue(Defect.NUMBER_TOO_LOW)) {
			this.reserved = ++this.head;
		}
		else if (this.reserved > 0) {
			long low = this.reserved;
			this.reserved = 0;
			return keep(low, id);
		}
		return keep(++this.head, id);
	}

	private long keep(long seq, String id) {
		this.seqById.put(id, seq);
		this.idBySeq.put(seq, id);
		return seq;
	}

	private void deliver(long seq, String id) {
		boolean first = true;
		for (Channel member : List.copyOf(this.members.keySet())) {
			boolean skipped = first && (isDue(Defect.SKIP_LIVE_EVENT) || isDue(Defect.INCOMPLETE_SYNC));
			if (!skipped) {
				event(member, seq, (first && isDue(Defect.DIFFERENT_ORDER)) ? id + "-x" : id);
			}
			first = false;
		}
		if (isDue(Defect.LEAK_TO_OUTSIDER)) {
			this.outsiders.forEach((outsider) -> event(outsider, seq, id));
		}
	}

	/** An incomplete sync leaves out what a live connection was not sent either. */
	private void replay(Channel client, long after) {
		for (Map.Entry<Long, String> event : this.idBySeq.entrySet()) {
			boolean omitted = this.defect == Defect.INCOMPLETE_SYNC && event.getKey() % DEFECT_EVERY == 0;
			if (event.getKey() > after && !omitted) {
				event(client, event.getKey(), event.getValue());
			}
		}
		send(client, "{'type':'synced','engagement':'" + ENGAGEMENT + "','data':{'more':false}}");
	}

	private long count(String kind) {
		this.total += (this.defect == Defect.WRONG_TOTAL) ? 2 : 1;
		broadcast("{'type':'interaction_update','engagement':'" + ENGAGEMENT + "','data':{'kind':'" + kind
				+ "','total':" + this.total + "}}");
		return this.total;
	}

	private void ack(Channel client, String id, long seq) {
		send(client, "{'type':'ack','id':'" + id + "','data':{'seq':" + seq + "}}");
	}

	private static void event(Channel client, long seq, String id) {
		send(client, "{'type':'chat_message','engagement':'" + ENGAGEMENT + "','seq':" + seq + ",'id':'" + id
				+ "','data':{}}");
	}

	private void broadcast(String frame) {
		List.copyOf(this.members.keySet()).forEach((member) -> send(member, frame));
	}

	private static void send(Channel client, String frame) {
		client.writeAndFlush(new TextWebSocketFrame(frame.replace('\'', '"')));
	}

	/** The socket. */
	private final class Messages extends SimpleChannelInboundHandler<TextWebSocketFrame> {

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete handshake) {
				String offered = handshake.requestHeaders().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
				join(context.channel(), offered.substring(offered.indexOf("parley.bearer.") + 14));
			}
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
			hear(context.channel(), JSON.readTree(frame.text()));
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

	/** The REST API; the access token is the user's address. */
	private final class Rest extends SimpleChannelInboundHandler<FullHttpRequest> {

		private static final int MAX_HEAD = 1_000_000;

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
			String body = request.content().toString(StandardCharsets.UTF_8);
			String path = request.uri().replaceAll("\\?.*", "").replace("/api/", "");
			boolean outsider = String.valueOf(request.headers().get("Authorization")).endsWith(OUTSIDER);
			String answer = switch (path) {
				case "auth/login" -> FakeParley.this.defect == Defect.REFUSE_SIGN_IN ? ""
						: "{'accessToken':'" + JSON.readTree(body).path("email").asString() + "'}";
				case "engagements" -> outsider ? "{'items':[]}" : "{'items':[{'id':'" + ENGAGEMENT + "'}]}";
				case "engagements/" + ENGAGEMENT + "/events" ->
					"{'head':" + Math.min(FakeParley.this.head, MAX_HEAD) + "}";
				case "engagements/" + ENGAGEMENT + "/interactions" ->
					"{'total':" + count(JSON.readTree(body).path("kind").asString()) + "}";
				default -> "";
			};
			DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
					answer.isEmpty() ? HttpResponseStatus.UNAUTHORIZED : HttpResponseStatus.OK,
					Unpooled.copiedBuffer(answer.replace('\'', '"'), StandardCharsets.UTF_8));
			response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
			context.writeAndFlush(response);
		}

	}

	/** Ids of the stored messages, in order. */
	List<String> stored() {
		return new ArrayList<>(this.idBySeq.values());
	}

}
