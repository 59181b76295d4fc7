package dev.parley.lab.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong. */
public enum FaultKind {

	/** Connections are closed. */
	CUT(false),
	/** Connections are reset. */
	RESET(false),
	/** Connections stay open, but no bytes get through. */
	HALF_OPEN(false),
	/** Every byte is delayed by 80 ± 40 ms, for a while. */
	LATENCY(true),
	/** Clients stop reading for a while. */
	STALL(true),
	/** Every connection is limited to 16 KB a second, for a while. */
	SLOW_LINE(true),
	/** New connections are refused for a while. */
	REFUSE(true),
	/** The server process is killed with signal 9 and started again. */
	KILL(false);

	private final boolean lasting;

	FaultKind(boolean lasting) {
		this.lasting = lasting;
	}

	/** Parses a name of {@code --faults}. */
	public static FaultKind of(String text) {
		return Arrays.stream(values())
			.filter((kind) -> kind.label().equals(text.strip().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("unknown fault '" + text + "'; use one of "
					+ Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "))));
	}

	/** The name in {@code --faults}. */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Whether it has a duration. */
	boolean isLasting() {
		return this.lasting;
	}

}
