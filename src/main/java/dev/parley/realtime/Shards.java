package dev.parley.realtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The threads that write, and which connection belongs to which. Any thread may call. */
final class Shards implements AutoCloseable {

	private final Shard[] shards;

	private final AtomicInteger next = new AtomicInteger();

	Shards(int count, ShardSettings settings) {
		this.shards = IntStream.range(0, count).mapToObj((number) -> new Shard(number, settings)).toArray(Shard[]::new);
		for (Shard shard : this.shards) {
			shard.start();
		}
	}

	/** The shard for the next connection, each in turn. */
	Shard next() {
		return this.shards[Math.floorMod(this.next.getAndIncrement(), this.shards.length)];
	}

	void broadcast(Recipients recipients, Frame frame) {
		for (Shard shard : this.shards) {
			shard.execute(() -> shard.broadcast(recipients, frame));
		}
	}

	void dropStuck() {
		for (Shard shard : this.shards) {
			shard.execute(shard::dropStuck);
		}
	}

	@Override
	public void close() {
		for (Shard shard : this.shards) {
			shard.close();
		}
	}

}
