package dev.parley.system.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * The packaged server, unpacked and with an ahead-of-time cache as
 * {@code docs/operations.md} describes. Built once for all tests, which start it dozens
 * of times.
 */
public final class UnpackedServer {

	/**
	 * Uses only the fast compiler: a server that is killed soon needs no more.
	 */
	private static final List<String> FLAGS = List.of("-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1",
			"-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
			"--sun-misc-unsafe-memory-access=allow");

	private final Path folder;

	private final Path log;

	private UnpackedServer(Path folder) {
		this.folder = folder;
		this.log = folder.resolveSibling(folder.getFileName() + ".log");
	}

	/**
	 * The start command up to the settings.
	 */
	public static List<String> command() {
		return Made.SERVER.command("-XX:AOTCache=" + Made.SERVER.cache());
	}

	private static UnpackedServer make() {
		Path packaged = packaged();
		UnpackedServer server = new UnpackedServer(packaged.resolveSibling("unpacked"));
		try {
			FileSystemUtils.deleteRecursively(server.folder);
			Files.deleteIfExists(server.log);
			server.run(List.of(java(), "-Djarmode=tools", "-jar", packaged.toString(), "extract", "--destination",
					server.folder.toString()));
			List<String> training = server.command("-XX:AOTCacheOutput=" + server.cache(),
					"-Dspring.context.exit=onRefresh");
			training.add("--server.port=0");
			training.add("--spring.profiles.active=demo");
			training.add("--parley.data=" + server.folder.resolve("data"));
			server.run(training);
			return server;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	private void run(List<String> command) throws IOException, InterruptedException {
		File output = this.log.toFile();
		int status = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output))
			.start()
			.waitFor();
		if (status != 0) {
			throw new AssertionError("The server could not be unpacked and trained:\n" + Files.readString(this.log));
		}
	}

	private List<String> command(String... options) {
		List<String> command = new ArrayList<>(List.of(java()));
		command.addAll(FLAGS);
		command.addAll(List.of(options));
		command.addAll(List.of("-jar", this.folder.resolve(packaged().getFileName()).toString()));
		return command;
	}

	private Path cache() {
		return this.folder.resolve("parley.aot");
	}

	/** The JDK that runs the test. */
	private static String java() {
		return ProcessHandle.current().info().command().orElseThrow();
	}

	private static Path packaged() {
		String jar = System.getProperty("parley.jar");
		if (jar == null) {
			throw new AssertionError("-Dparley.jar must name the packaged server, as the build does");
		}
		return Path.of(jar);
	}

	/**
	 * Created on first use.
	 */
	private static final class Made {

		private static final UnpackedServer SERVER = make();

	}

}
