package dev.parley.lab.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Everything a check needs to know.
 *
 * @param engine how connections are made; a check needs one loop, and its clients reach
 * the server from the local addresses through the proxy
 * @param headers of every handshake
 * @param users {@code email:password}, all of them in scope
 * @param outsider somebody who is not, or null
 * @param engagement or null for any that all users see
 * @param clients connections, over the users
 * @param every how often each of them publishes
 * @param faults kinds that may happen
 * @param settling how long everybody may take to come to rest
 * @param patience for the server to start
 * @param serverCommand that starts the server, so that it can be killed, or null
 */
record CheckPlan(Endpoint endpoint, URI api, EngineOptions engine, Map<String, String> headers, List<String> users,
		@Nullable String outsider, @Nullable String engagement, int clients, Duration every, int rounds, Duration round,
		List<FaultSchedule.Kind> faults, long seed, Duration settling, Duration patience,
		@Nullable String serverCommand) {

}
