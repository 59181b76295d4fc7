package dev.parley.realtime;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The connections of one organisation within one shard, which owns it. Connections that
 * have ended are skipped and cleared away when they are the larger part, so that ten
 * thousand that leave at once cost ten thousand steps.
 */
final class ConnectionList {

	private LiveConnection[] members = new LiveConnection[1];

	private int size;

	private int ended;

	void add(LiveConnection connection) {
		if (this.size == this.members.length) {
			this.members = Arrays.copyOf(this.members, this.size * 2);
		}
		this.members[this.size++] = connection;
	}

	/**
	 * Notes that one of them has ended.
	 * @return whether nobody is left
	 */
	boolean oneEnded() {
		this.ended++;
		if (this.ended * 2 > this.size) {
			keepLive();
		}
		return this.size == 0;
	}

	/**
	 * Removes one that goes on elsewhere.
	 * @return whether nobody is left
	 */
	boolean remove(LiveConnection connection) {
		for (int i = 0; i < this.size; i++) {
			if (this.members[i] == connection) {
				this.members[i] = this.members[--this.size];
				break;
			}
		}
		return this.size == 0;
	}

	void forEach(Consumer<LiveConnection> action) {
		for (int i = 0; i < this.size; i++) {
			LiveConnection member = this.members[i];
			if (member.isIndexed()) {
				action.accept(member);
			}
		}
	}

	private void keepLive() {
		int live = 0;
		for (int i = 0; i < this.size; i++) {
			if (this.members[i].isIndexed()) {
				this.members[live++] = this.members[i];
			}
		}
		this.members = Arrays.copyOf(this.members, Math.max(1, live));
		this.size = live;
		this.ended = 0;
	}

}
