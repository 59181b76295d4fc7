package dev.parley;

import java.util.Arrays;

import picocli.CommandLine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

import dev.parley.identity.token.KeysCommand;
import dev.parley.identity.token.TokenCommand;
import dev.parley.lab.Lab;
import dev.parley.storage.BackupCommand;

/**
 * Parley's commands. Without one, or with {@code serve}, the server starts; the others
 * run without Spring and exit.
 */
// Users are kept in the database. Without this, Spring Boot would create one and log its
// password.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Parley {

	private static final String USAGE = """
			Usage: parley [COMMAND] [OPTIONS]

			  serve            start the server (also without a command); options are settings, such as
			                   --server.port=8081 --spring.profiles.active=demo
			  token            mint an access token from the key file, for tests and scripts
			  keys             change the keys that tokens are signed with
			  backup FILE      copy the embedded database while the server runs
			  lab …            probe, load, check and measure a WebSocket server
			  help             this text

			`parley COMMAND --help` tells more of a command.
			""";

	public static void main(String[] args) {
		boolean named = args.length > 0 && !args[0].startsWith("--");
		String command = named ? args[0] : (Arrays.asList(args).contains("--help") ? "help" : "serve");
		String[] options = named ? Arrays.copyOfRange(args, 1, args.length) : args;
		switch (command) {
			case "serve" -> SpringApplication.run(Parley.class, options);
			case "token" -> System.exit(TokenCommand.run(options));
			case "keys" -> System.exit(KeysCommand.run(options));
			case "backup" -> System.exit(backup(options));
			case "lab" -> System.exit(Lab.run(options));
			case "help", "-h" -> System.out.print(USAGE);
			default -> {
				System.err.print("parley: there is no command '" + command + "'.\n\n" + USAGE);
				System.exit(CommandLine.ExitCode.USAGE);
			}
		}
	}

	private static int backup(String[] options) {
		LoggingSystem.get(Parley.class.getClassLoader()).beforeInitialize();
		return new CommandLine(new BackupCommand()).execute(options);
	}

}
