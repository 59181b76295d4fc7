package dev.parley.realtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.identity.Caller;
import dev.parley.identity.OrganisationScope;
import dev.parley.identity.OrganisationTree;
import dev.parley.protocol.ServerMessage;

/**
 * Who is online in each organisation. A user is online with the first connection and
 * until a grace period after the last one. {@link OrganisationScope} decides which
 * organisations see it.
 * <p>
 * All state belongs to the single thread of the executor, which may read the database;
 * other threads only submit work.
 */
final class Presence {

	private static final Logger log = LoggerFactory.getLogger(Presence.class);

	private final Executor executor;

	private final TimerWheel wheel;

	private final OrganisationTree organisations;

	private final SystemFrames frames;

	private final Duration grace;

	private final Duration interval;

	private final BiConsumer<Recipients, Frame> target;

	private final Map<String, OnlinePeople> groups = new HashMap<>();

	Presence(Executor executor, TimerWheel wheel, OrganisationTree organisations, SystemFrames frames,
			RealtimeProperties properties, BiConsumer<Recipients, Frame> target) {
		this.executor = executor;
		this.wheel = wheel;
		this.organisations = organisations;
		this.frames = frames;
		this.grace = properties.presenceGrace();
		this.interval = properties.presenceInterval();
		this.target = target;
	}

	/** Counts a new connection and shows it the people it may see. */
	void joined(LiveConnection connection) {
		execute(() -> {
			if (connection.isOpen()) {
				count(connection, connection.authenticated().caller());
				showAll(connection);
			}
		});
	}

	/** Applies changed grants. */
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
				log.warn("Failed to update presence", ex);
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

	/** Shows the change now, or at the end of the interval together with others. */
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
		for (String organisation : OrganisationScope.visibleTo(connection.authenticated().caller(),
				this.organisations)) {
			OnlinePeople people = this.groups.get(organisation);
			connection
				.send((people != null) ? people.frame(this.frames) : new OnlinePeople(organisation).frame(this.frames));
		}
	}

	private Recipients viewersOf(String organisation) {
		OrganisationScope.Viewers viewers = OrganisationScope.viewersOf(organisation, this.organisations);
		return new Recipients(viewers.msps(), viewers.clients());
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
