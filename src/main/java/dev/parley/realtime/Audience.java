package dev.parley.realtime;

/**
 * Who may see an engagement: the connections in scope of its client and those in scope of
 * its MSP, each once.
 */
public record Audience(String msp, String client) {

}
