package dev.parley.lab.preset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.parley.lab.engine.Endpoint;

/** The presets by name. */
public final class Presets {

	/** Every built-in preset; anything else is taken as a file. */
	public static final List<String> NAMES = List.of("echo", "broadcast", "parley", "socketio", "stomp",
			"stomp-simple");

	private Presets() {
	}

	/** A built-in preset, or the template file of that name. */
	public static Preset named(String name) {
		if (name.equals("parley")) {
			return new ParleyPreset();
		}
		if (NAMES.contains(name)) {
			return builtIn(name);
		}
		Path file = Path.of(name);
		if (Files.isReadable(file)) {
			return TemplatePreset.read(file);
		}
		throw new IllegalArgumentException("'" + name + "' is neither a preset (" + String.join(", ", NAMES)
				+ ") nor a template file that can be read");
	}

	/**
	 * A dialogue that only listens: it says when a client is let in, and answers what
	 * must be answered.
	 */
	public static Dialogue listener(String name) {
		return name.equals("parley") ? new ParleyDialogue()
				: builtIn(name).roster(Target.of(Endpoint.of("ws://localhost"), 1)).dialogue(0);
	}

	/**
	 * The two simplest are not read from files: reading YAML takes most of a short run.
	 */
	private static TemplatePreset builtIn(String name) {
		return switch (name) {
			case "echo" -> new TemplatePreset(Template.plain(name, Roster.Fanout.SENDER));
			case "broadcast" -> new TemplatePreset(Template.plain(name, Roster.Fanout.EVERYONE));
			default -> TemplatePreset.builtIn(name);
		};
	}

}
