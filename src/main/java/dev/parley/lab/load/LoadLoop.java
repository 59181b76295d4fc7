package dev.parley.lab.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netty.channel.EventLoop;
import org.HdrHistogram.Histogram;

/**
 * One event loop of a load test with the clients that live on it. Runs on its loop, but
 * for the counters, which any thread may read.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a loop runs its own tasks until it is
												// shut down
final class LoadLoop {

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final EventLoop loop;

	private final Run run;

	private final LoopContext context;

	private final LoopPacing pacing;

	private final List<LoadClient> clients;

	private final Churn churn;

	private final Random random;

	private long begunAt;

	/**
	 * Takes its part of the run's clients.
	 * @param number of this loop
	 * @param loops how many loops share the clients
	 */
	LoadLoop(EventLoop loop, Run run, int number, int loops) {
		this.loop = loop;
		this.run = run;
		this.context = new LoopContext(run, loop);
		this.random = new Random(run.id() * 31L + number);
		int all = run.plan().target().clients();
		int[] numbers = IntStream.iterate(number, (client) -> client < all, (client) -> client + loops).toArray();
		Map<Integer, Outbound> publishing = publishing(numbers);
		List<Outbound> outbounds = List.copyOf(publishing.values());
		this.pacing = new LoopPacing(pacer(outbounds), outbounds, clock(), this.context.statistics());
		this.clients = Arrays.stream(numbers)
			.mapToObj((client) -> new LoadClient(client, this.context, publishing.get(client), this.pacing, loop))
			.toList();
		this.churn = new Churn(run.plan().workload().churn() * this.clients.size() / all);
	}

	List<LoadClient> clients() {
		return this.clients;
	}

	/** Dials every client of this loop, spread over this time. Any thread. */
	void connect(double rampUpSeconds) {
		int all = this.run.plan().target().clients();
		for (LoadClient client : this.clients) {
			long delay = Math.round(1e9 * rampUpSeconds * client.client() / all);
			this.loop.schedule(client::dial, delay, TimeUnit.NANOSECONDS);
		}
	}

	/** Counts the clients that have not joined as failed. Any thread. */
	void giveUpJoining() {
		this.loop.execute(() -> this.clients.forEach(LoadClient::giveUpJoining));
	}

	/** Starts to send; messages are due from then on, in the run's time. Any thread. */
	void begin(long at) {
		this.loop.execute(() -> {
			this.begunAt = at;
			this.pacing.begin(at);
			if (this.run.plan().workload().churn() > 0 || !this.run.isOpenLoop()) {
				look();
			}
		});
	}

	long get(LoadCounter counter) {
		return this.context.statistics().get(counter);
	}

	void drainInto(Metric metric, Histogram total) {
		this.context.statistics().drainInto(metric, total);
	}

	/** The copies of all clients; called when the loop has stopped. */
	CopyCount settle() {
		return this.context.copies()
			.settle(this.clients.stream().flatMap((client) -> client.subscriptions().stream()).toList());
	}

	private Map<Integer, Outbound> publishing(int[] numbers) {
		Map<Integer, Outbound> outbounds = new LinkedHashMap<>();
		for (int client : numbers) {
			Publisher publisher = this.run.publisher(client);
			if (publisher != null) {
				outbounds.put(client, new Outbound(client, publisher, this.context));
			}
		}
		return outbounds;
	}

	private Pacer pacer(List<Outbound> publishing) {
		double share = (double) publishing.size() / Math.max(1, this.run.publisherCount());
		return switch (this.run.plan().pace()) {
			case Pace.Rate rate ->
				new RatePacer(rate.schedule(), share, publishing, clock(), this.context.statistics());
			case Pace.Window window -> new WindowPacer(window.inFlight(), publishing, clock());
			case Pace.Think think -> new ThinkPacer(think, publishing, clock(), this.random);
			case Pace.Idle idle -> new IdlePacer();
		};
	}

	/** Closes the connections that are due for churn, and looks after closed loops. */
	private void look() {
		if (!this.run.isSending()) {
			return;
		}
		for (int due = this.churn.newlyDue(this.run.now() - this.begunAt); due > 0; due--) {
			this.clients.get(this.random.nextInt(this.clients.size())).leave();
		}
		this.pacing.giveUpOverdue();
		this.loop.schedule(this::look, LOOK_NANOS, TimeUnit.NANOSECONDS);
	}

	private LoopClock clock() {
		return new LoopClock() {
			@Override
			public long now() {
				return LoadLoop.this.run.now();
			}

			@Override
			public boolean isSending() {
				return LoadLoop.this.run.isSending();
			}

			@Override
			public void after(long nanos, Runnable task) {
				LoadLoop.this.loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
			}
		};
	}

}
