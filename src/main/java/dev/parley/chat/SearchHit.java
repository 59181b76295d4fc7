package dev.parley.chat;

import java.time.Instant;

import dev.parley.protocol.Person;

/** A message that was looked for. */
record SearchHit(Place engagement, long seq, Person author, Instant at, String text, String snippet) {

	/** The engagement it was said in. */
	record Place(String id, String title) {
	}

}
