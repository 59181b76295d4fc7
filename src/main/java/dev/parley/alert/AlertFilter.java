package dev.parley.alert;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Severity;

/** Narrows down the alerts in scope; empty and null mean any. */
record AlertFilter(List<AlertState> states, List<Severity> severities, @Nullable String engagement) {

	static AlertFilter of(@Nullable List<String> states, @Nullable List<String> severities,
			@Nullable String engagement) {
		return new AlertFilter((states != null) ? states.stream().map(AlertState::of).toList() : List.of(),
				(severities != null) ? severities.stream().map(Severity::of).toList() : List.of(),
				(engagement != null) ? FieldRules.id("engagement", engagement) : null);
	}

}
