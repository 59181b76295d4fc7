package dev.parley.lab.preset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A preset read from YAML: built in, or a user's file. */
public final class TemplatePreset implements Preset {

	private final Template template;

	TemplatePreset(Template template) {
		this.template = template;
	}

	/** Reads a file; an exception names the file and what is wrong with it. */
	public static TemplatePreset read(Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			return read(in, file.toString());
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("the preset " + file + " cannot be read: " + ex.getMessage(), ex);
		}
	}

	static TemplatePreset builtIn(String name) {
		try (InputStream in = TemplatePreset.class.getResourceAsStream("/lab/presets/" + name + ".yaml")) {
			if (in == null) {
				throw new IllegalArgumentException("there is no preset '" + name + "'");
			}
			return read(in, name);
		}
		catch (IOException ex) {
			throw new IllegalStateException("the preset " + name + " cannot be read", ex);
		}
	}

	private static TemplatePreset read(InputStream in, String from) {
		Template template;
		try {
			template = Yaml.MAPPER.readValue(in, Template.class);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("the preset " + from + " is not valid: " + ex.getOriginalMessage(), ex);
		}
		if (template == null || template.name() == null || template.publish() == null) {
			throw new IllegalArgumentException("the preset " + from + " needs at least 'name' and 'publish'");
		}
		MessageTemplate.of(template.publish(), 0);
		return new TemplatePreset(template);
	}

	@Override
	public String name() {
		return this.template.name();
	}

	@Override
	public Roster roster(Target target) {
		return new TemplateRoster(this.template, target);
	}

	/** Made when the first file is read, which most runs never do. */
	private static final class Yaml {

		private static final YAMLMapper MAPPER = YAMLMapper.builder()
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
			.build();

	}

}
