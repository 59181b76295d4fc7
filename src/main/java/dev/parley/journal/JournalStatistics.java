package dev.parley.journal;

/** What the writer of this node has to do and has done. */
public interface JournalStatistics {

	/** Submissions that wait to be written. */
	int queue();

	/** Events stored since the start. */
	long appended();

}
