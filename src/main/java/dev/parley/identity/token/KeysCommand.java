package dev.parley.identity.token;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code parley keys rotate}: creates a new signing key. A running server picks it up
 * within seconds and still accepts tokens signed with the old keys.
 */
@Command(name = "keys", mixinStandardHelpOptions = true,
		description = "Manages the keys that sign tokens. Users stay signed in.")
public final class KeysCommand implements Callable<Integer> {

	private final Map<String, Object> settings;

	@Parameters(paramLabel = "rotate",
			description = "create a new signing key; old keys verify tokens for two more days")
	private Action action = Action.rotate;

	@Option(names = { "--parley.data", "--data" }, paramLabel = "FOLDER",
			description = "the server's data folder (default: as configured)")
	private @Nullable Path data;

	@Spec
	private @Nullable CommandSpec spec;

	KeysCommand(Map<String, Object> settings) {
		this.settings = new HashMap<>(settings);
	}

	/** Runs the command and returns its exit code. */
	public static int run(String... args) {
		return CommandRunner.run(new KeysCommand(Map.of()), args);
	}

	@Override
	public Integer call() {
		if (this.data != null) {
			this.settings.put("parley.data", this.data.toString());
		}
		OfflineServer server = OfflineServer.here(this.settings);
		SigningKey key = switch (this.action) {
			case rotate ->
				server.keyFile().rotate(server.keyAlgorithm(), new SecureRandom(), Clock.systemUTC().instant());
		};
		Objects.requireNonNull(this.spec)
			.commandLine()
			.getOut()
			.println("Key " + key.id() + " (" + key.algorithm() + ") now signs new tokens.");
		return CommandLine.ExitCode.OK;
	}

	/** The actions, spelled as on the command line. */
	enum Action {

		rotate

	}

}
