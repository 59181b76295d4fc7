package dev.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.identity.Caller;
import dev.parley.protocol.ServerMessage;

/**
 * Who is online, organisation by organisation: the first connection counts at once, the
 * last one for a while longer. An organisation's people are shown to itself, those of an
 * MSP also to its clients, those of a client also to its MSP, and to nobody else.
 * <p>
 * Others only hand in work; all state belongs to the one thread of the executor, which
 * may read the database.
 */
final class Presence {

	private static final Logger log = LoggerFactory.getLogger(Presence.class);

	private final Executor executor;

	private final TimerWheel wheel;

	private final Organisations organisations;

	private final SystemFrames frames;

	private final Duration grace;

	private final Duration interval;

	private final BiConsumer<Recipients, Frame> target;

	private final Map<String, OnlinePeople> groups = new HashMap<>();

	Presence(Executor executor, TimerWheel wheel, Organisations organisations, SystemFrames frames,
			RealtimeProperties properties, BiConsumer<Recipients, Frame> target) {
		this.executor = executor;
		this.wheel = wheel;
		this.organisations = organisations;
		this.frames = frames;
		this.grace = properties.presenceGrace();
		this.interval = properties.presenceInterval();
		this.target = target;
	}

	/** Counts a new connection and shows it everybody in its view. */
	void joined(LiveConnection connection) {
		execute(() -> {
			if (connection.isOpen()) {
				count(connection, connection.authenticated().caller());
				showAll(connection);
			}
		});
	}

	/** Follows changed grants. */
	void moved(LiveConnection connection) {
		execute(() -> {
			Caller after = connection.authenticated().caller();
			Caller before = connection.countedAs();
			if (connection.isOpen() && before != null && !before.grants().equals(after.grants())) {
				count(connection, after);
				discount(before);
				showAll(connection);
			}
		});
	}

	void left(LiveConnection connection) {
		execute(() -> {
			Caller counted = connection.countedAs();
			if (counted != null) {
				connection.countedAs(null);
				discount(counted);
			}
		});
	}

	private void execute(Runnable work) {
		this.executor.execute(() -> {
			try {
				work.run();
			}
			catch (RuntimeException ex) {
				log.warn("Presence could not follow a change", ex);
			}
		});
	}

	private void count(LiveConnection connection, Caller caller) {
		connection.countedAs(caller);
		ServerMessage.User user = new ServerMessage.User(caller.id(), caller.name());
		for (String organisation : organisationsOf(caller)) {
			OnlinePeople people = this.groups.computeIfAbsent(organisation, OnlinePeople::new);
			if (people.join(user)) {
				changed(people);
			}
		}
	}

	private void discount(Caller caller) {
		for (String organisation : organisationsOf(caller)) {
			OnlinePeople people = this.groups.get(organisation);
			if (people != null && people.leave(caller.id())) {
				after(this.grace, () -> forget(people, caller.id()));
			}
		}
	}

	private void forget(OnlinePeople people, String user) {
		if (people.removeIfGone(user)) {
			changed(people);
		}
	}

	/** Shows the change now, or after the interval together with others. */
	private void changed(OnlinePeople people) {
		if (people.change()) {
			show(people);
			after(this.interval, () -> intervalIsOver(people));
		}
	}

	private void intervalIsOver(OnlinePeople people) {
		if (people.endInterval()) {
			changed(people);
		}
		else if (people.isEmpty()) {
			this.groups.remove(people.organisation());
		}
	}

	private void show(OnlinePeople people) {
		this.target.accept(viewersOf(people.organisation()), people.renewedFrame(this.frames));
	}

	private void showAll(LiveConnection connection) {
		for (String organisation : inViewOf(connection.authenticated().caller())) {
			OnlinePeople people = this.groups.get(organisation);
			connection
				.send((people != null) ? people.frame(this.frames) : new OnlinePeople(organisation).frame(this.frames));
		}
	}

	private Recipients viewersOf(String organisation) {
		@Nullable String msp = this.organisations.mspOf(organisation).orElse(null);
		if (msp != null) {
			return new Recipients(Set.of(msp), Set.of(organisation));
		}
		return new Recipients(Set.of(organisation), this.organisations.clientsOf(organisation));
	}

	private Set<String> inViewOf(Caller caller) {
		Set<String> view = new LinkedHashSet<>();
		for (String client : caller.clients()) {
			view.add(client);
			this.organisations.mspOf(client).ifPresent(view::add);
		}
		for (String msp : caller.msps()) {
			view.add(msp);
			view.addAll(this.organisations.clientsOf(msp));
		}
		return view;
	}

	private void after(Duration delay, Runnable work) {
		this.wheel.start(new TimerWheel.Timer(() -> execute(work)), delay);
	}

	private static Set<String> organisationsOf(Caller caller) {
		Set<String> organisations = new LinkedHashSet<>(caller.clients());
		organisations.addAll(caller.msps());
		return organisations;
	}

}
