package dev.parley.lab.command;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.parley.lab.Lab;

/** One call of the lab's command line and what came of it. */
record Invocation(int code, String out, String err) {

	static Invocation of(String... args) {
		return of(Map.of(), args);
	}

	static Invocation of(Map<String, String> environment, String... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		int code = Lab.run(args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
		return new Invocation(code, out.toString(), err.toString());
	}

	/** With this text piped into the process. */
	static Invocation piped(String input, String... args) {
		InputStream before = System.in;
		System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
		try {
			return of(args);
		}
		finally {
			System.setIn(before);
		}
	}

	/** The first line of the errors. */
	String message() {
		return this.err.lines().findFirst().orElse("");
	}

}
