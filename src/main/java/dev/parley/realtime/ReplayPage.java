package dev.parley.realtime;

import java.util.List;

/**
 * A page of events for a connection that was away.
 *
 * @param upTo with this page the client holds everything up to here
 * @param live the greatest number handed to live delivery before the page: what lies
 * between it and {@code upTo} will come live too, and is not for this connection
 * @param more whether there is a further page, for which the client has to ask
 * @param synced the notice that ends the page
 */
public record ReplayPage(String engagement, List<Frame> events, long upTo, long live, boolean more, Frame synced) {

}
