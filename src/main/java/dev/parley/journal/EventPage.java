package dev.parley.journal;

import java.util.List;

import dev.parley.realtime.Frame;

/**
 * Events that follow each other, encoded once for all who asked.
 *
 * @param upTo the number of the last one; that after which was asked if there are none
 * @param more whether there were more when it was read
 */
record EventPage(List<Frame> frames, long upTo, boolean more) {

}
