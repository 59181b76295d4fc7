package dev.parley.lab.check;

import java.util.Map;
import java.util.Set;

/**
 * Who is online, as one client sees it.
 *
 * @param client number of the client
 * @param user who is signed in
 * @param organisations that the user belongs to
 * @param online ids of the users who are online, by organisation
 */
record PresenceView(int client, String user, Set<String> organisations, Map<String, Set<String>> online) {

}
