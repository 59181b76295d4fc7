package dev.parley.lab.check;

/**
 * One event that a client received.
 *
 * @param client number of the client
 * @param connection counted per client, from 1
 * @param position in everything this client received, over all its connections
 * @param seq the server's number
 * @param id chosen by the author, or empty
 */
public record ReceivedEvent(int client, int connection, int position, long seq, String id) {

}
