package dev.parley.lab.load;

/**
 * Whether every copy is accounted for.
 *
 * @param count expected copies against received ones
 * @param faults of the copies that came
 * @param unknown messages neither confirmed nor refused
 * @param ordered whether the server numbers, so that one order for all was checked
 */
public record LoadIntegrity(CopyCount count, Faults faults, long unknown, boolean ordered) {

	public boolean isWhole() {
		return lost() == 0 && this.faults.equals(Faults.NONE);
	}

	/** Share of the expected copies that came. */
	public double successRate() {
		return (expected() == 0) ? Double.NaN : (double) unique() / expected();
	}

	public long expected() {
		return this.count.expected();
	}

	public long unique() {
		return this.count.unique();
	}

	public long lost() {
		return this.count.lost();
	}

	public long duplicated() {
		return this.faults.duplicated();
	}

	public long reordered() {
		return this.faults.reordered();
	}

	public long ghosts() {
		return this.faults.ghosts();
	}

	public long holes() {
		return this.faults.holes();
	}

	public long disagreements() {
		return this.faults.disagreements();
	}

	/**
	 * What was wrong with copies that came.
	 *
	 * @param ghosts copies of messages that were never sent
	 * @param holes numbers of the server that were skipped
	 * @param disagreements messages that listeners received in different order
	 */
	public record Faults(long duplicated, long reordered, long ghosts, long holes, long disagreements) {

		static final Faults NONE = new Faults(0, 0, 0, 0, 0);

	}

}
