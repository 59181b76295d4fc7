package dev.parley.realtime;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.ServerMessage;

/** The people of one organisation who are online. Owned by the presence thread. */
final class OnlinePeople {

	/** More are counted, but not named. */
	private static final int NAMED = 200;

	private final String organisation;

	private final Map<String, Person> people = new HashMap<>();

	private @Nullable Frame frame;

	/** Whether the interval after the last frame is still running. */
	private boolean intervalRuns;

	private boolean changedSince;

	OnlinePeople(String organisation) {
		this.organisation = organisation;
	}

	String organisation() {
		return this.organisation;
	}

	/**
	 * Another connection of a person; returns whether the person was not shown before.
	 */
	boolean join(ServerMessage.User user) {
		Person person = this.people.get(user.id());
		if (person != null) {
			person.connections++;
			return false;
		}
		this.people.put(user.id(), new Person(user));
		return true;
	}

	/** One connection less; returns whether it was the last. */
	boolean leave(String user) {
		Person person = this.people.get(user);
		return person != null && --person.connections == 0;
	}

	/** Returns whether the person had not come back and is not shown any more. */
	boolean removeIfGone(String user) {
		Person person = this.people.get(user);
		if (person == null || person.connections > 0) {
			return false;
		}
		this.people.remove(user);
		return true;
	}

	boolean isEmpty() {
		return this.people.isEmpty();
	}

	/**
	 * Notes a change; returns whether it is to be shown now, which begins an interval.
	 */
	boolean change() {
		boolean now = !this.intervalRuns;
		this.changedSince = !now;
		this.intervalRuns = true;
		return now;
	}

	/** Ends the interval; returns whether there was a change since it began. */
	boolean endInterval() {
		this.intervalRuns = false;
		return this.changedSince;
	}

	/**
	 * What was shown last, for a connection that is new: changes since then are shown
	 * together when the interval ends, so that a herd does not cost a frame each.
	 */
	Frame frame(SystemFrames frames) {
		Frame shown = this.frame;
		return (shown != null) ? shown : renewedFrame(frames);
	}

	/** All that a client has to know now. */
	Frame renewedFrame(SystemFrames frames) {
		List<ServerMessage.User> named = this.people.values()
			.stream()
			.map((person) -> person.user)
			.sorted(Comparator.comparing(ServerMessage.User::name).thenComparing(ServerMessage.User::id))
			.limit(NAMED)
			.toList();
		Frame renewed = frames.presence(this.organisation, named, this.people.size());
		this.frame = renewed;
		return renewed;
	}

	private static final class Person {

		private final ServerMessage.User user;

		private int connections = 1;

		Person(ServerMessage.User user) {
			this.user = user;
		}

	}

}
