package dev.parley.lab.load;

/**
 * Expected copies against received ones.
 *
 * @param expected copies that had to come
 * @param unique different copies that came
 * @param lost copies that did not
 */
public record CopyCount(long expected, long unique, long lost) {

	static final CopyCount NONE = new CopyCount(0, 0, 0);

	CopyCount plus(CopyCount other) {
		return new CopyCount(this.expected + other.expected, this.unique + other.unique, this.lost + other.lost);
	}

}
