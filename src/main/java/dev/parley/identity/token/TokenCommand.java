package dev.parley.identity.token;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.springframework.boot.convert.DurationStyle;

/**
 * {@code parley token}: mints an access token for an existing user with the keys and the
 * settings of the server, which does not have to run. Prints only the token.
 */
@Command(name = "token", mixinStandardHelpOptions = true,
		description = "Mints an access token for a user, for tests and scripts. Requires read access to the key file."
				+ " Logging the user out everywhere revokes the token.")
public final class TokenCommand implements Callable<Integer> {

	private final Map<String, Object> settings;

	@Option(names = "--user", required = true, paramLabel = "EMAIL|ID", description = "the user to mint the token for")
	private String user = "";

	@Option(names = "--ttl", defaultValue = "1h", paramLabel = "TIME", converter = DurationConverter.class,
			description = "lifetime of the token, for example 15m, 12h or 30d (default: ${DEFAULT-VALUE})")
	private Duration ttl = Duration.ZERO;

	@Option(names = { "--parley.data", "--data" }, paramLabel = "FOLDER",
			description = "the server's data folder (default: as configured)")
	private @Nullable Path data;

	@Spec
	private @Nullable CommandSpec spec;

	TokenCommand(Map<String, Object> settings) {
		this.settings = new HashMap<>(settings);
	}

	/** Runs the command and returns its exit code. */
	public static int run(String... args) {
		return CommandRunner.run(new TokenCommand(Map.of()), args);
	}

	@Override
	public Integer call() {
		if (this.ttl.isNegative() || this.ttl.isZero()) {
			throw new CommandLine.ParameterException(spec().commandLine(), "--ttl must be positive, for example 15m.");
		}
		if (this.data != null) {
			this.settings.put("parley.data", this.data.toString());
		}
		OfflineServer server = OfflineServer.here(this.settings);
		String id = server.user(this.user);
		String token = server.tokens(Clock.systemUTC()).issue(id, null, this.ttl);
		spec().commandLine().getOut().println(token);
		return CommandLine.ExitCode.OK;
	}

	private CommandSpec spec() {
		return Objects.requireNonNull(this.spec);
	}

	/** {@code 15m}, {@code 12h}, {@code 30d}; a bare number is seconds. */
	static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {

		@Override
		public Duration convert(String value) {
			try {
				return DurationStyle.detectAndParse(value, ChronoUnit.SECONDS);
			}
			catch (IllegalArgumentException ex) {
				throw new CommandLine.TypeConversionException(
						"'" + value + "' is not a duration such as 15m, 12h or 30d");
			}
		}

	}

}
