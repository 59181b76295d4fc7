package dev.parley.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import dev.parley.demo.DemoPeople.DemoPerson;
import dev.parley.demo.DemoScript.Conversation;
import dev.parley.identity.Caller;
import dev.parley.journal.Journal;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.storage.NewIds;

/**
 * Fills an empty database with example people and conversations, and prints how to sign
 * in. A database with users is left unchanged.
 */
@Component
@Profile("demo")
class DemoData implements ApplicationRunner {

	private static final ClassPathResource SCRIPT = new ClassPathResource("demo/conversations.yaml");

	private final DemoPeople people;

	private final Journal journal;

	private final ProtocolCodec codec;

	private final JsonMapper mapper;

	private final NewIds ids;

	private final Environment environment;

	DemoData(DemoPeople people, Journal journal, ProtocolCodec codec, JsonMapper mapper, NewIds ids,
			Environment environment) {
		this.people = people;
		this.journal = journal;
		this.codec = codec;
		this.mapper = mapper;
		this.ids = ids;
		this.environment = environment;
	}

	/**
	 * Runs before the server becomes ready.
	 */
	@Override
	public void run(ApplicationArguments arguments) throws IOException {
		Map<String, Caller> made = this.people.make();
		if (!made.isEmpty()) {
			script().conversations().forEach((conversation) -> write(conversation, made));
		}
	}

	@EventListener(ApplicationReadyEvent.class)
	void welcome() {
		StringBuilder text = new StringBuilder(String.format("%nParley runs with demo data: http://localhost:%s%n%n",
				this.environment.getProperty("local.server.port", "8080")));
		text.append(String.format("Sign in with the password %s as%n", DemoPeople.PASSWORD));
		for (DemoPerson person : this.people.people()) {
			text.append(String.format("  %-24s %-14s %s%n", person.email(), person.name(), person.roles()));
		}
		System.out.println(text);
	}

	private void write(Conversation conversation, Map<String, Caller> made) {
		this.journal.<@Nullable Void>write((transaction) -> {
			new DemoStory(transaction, conversation, made, this.codec, this.mapper, this.ids).play();
			return null;
		}).join();
	}

	private static DemoScript script() throws IOException {
		try (InputStream yaml = SCRIPT.getInputStream()) {
			return new YAMLMapper().readValue(yaml, DemoScript.class);
		}
	}

}
