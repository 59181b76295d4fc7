package dev.parley.lab.preset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The presets by name. */
public final class Presets {

	/** Every built-in preset; anything else is taken as a file. */
	public static final List<String> NAMES = List.of("echo", "broadcast", "parley", "socketio", "stomp");

	private Presets() {
	}

	/** A built-in preset, or the template file of that name. */
	public static Preset named(String name) {
		if (name.equals("parley")) {
			return new ParleyPreset();
		}
		if (NAMES.contains(name)) {
			return TemplatePreset.builtIn(name);
		}
		Path file = Path.of(name);
		if (Files.isReadable(file)) {
			return TemplatePreset.read(file);
		}
		throw new IllegalArgumentException("'" + name + "' is neither a preset (" + String.join(", ", NAMES)
				+ ") nor a template file that can be read");
	}

}
