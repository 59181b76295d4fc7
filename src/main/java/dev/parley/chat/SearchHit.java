package dev.parley.chat;

import java.time.Instant;

import dev.parley.engagement.EngagementTitle;
import dev.parley.protocol.Person;

/** A message found by a search. */
record SearchHit(EngagementTitle engagement, long seq, Person author, Instant at, String text, String snippet) {

}
