package dev.parley;

import java.util.Arrays;

import picocli.CommandLine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import dev.parley.storage.BackupCommand;

/**
 * Parley's commands. Without one, or with {@code serve}, the server starts; the others
 * run without Spring and exit.
 */
@SpringBootApplication
public class Parley {

	private static final String USAGE = """
			Usage: parley [COMMAND] [OPTIONS]

			  serve            start the server (also without a command); options are settings, such as
			                   --server.port=8081 --spring.profiles.active=demo
			  token            mint an access token from the key file, for tests and scripts
			  backup FILE      copy the embedded database while the server runs
			  lab …            probe, load, check and measure a WebSocket server
			  help             this text

			`parley COMMAND --help` tells more of a command.
			""";

	public static void main(String[] args) {
		String command = (args.length == 0 || args[0].startsWith("--")) ? "serve" : args[0];
		String[] options = (args.length > 0 && args[0].equals(command)) ? Arrays.copyOfRange(args, 1, args.length)
				: args;
		switch (command) {
			case "serve" -> SpringApplication.run(Parley.class, options);
			case "backup" -> System.exit(new CommandLine(new BackupCommand()).execute(options));
			case "help", "-h" -> System.out.print(USAGE);
			default -> {
				System.err.print("parley: there is no command '" + command + "'.\n\n" + USAGE);
				System.exit(2);
			}
		}
	}

}
