package dev.parley.lab.check;

/**
 * One event that a client received.
 *
 * @param client who
 * @param connection its how-manieth connection
 * @param position in what this client received, over all its connections
 * @param seq the server's number
 * @param id chosen by the author, or empty
 */
public record Sighting(int client, int connection, int position, long seq, String id) {

}
