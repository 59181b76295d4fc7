package dev.parley.identity.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.storage.StartException;

/**
 * The signing keys in a file that only its owner reads: a JWK set in which the first key
 * that is not retired signs, and all verify. Changes replace the file in one step, so a
 * running server reads either the old keys or the new ones.
 */
final class KeyFile {

	/** Its name in the data folder. */
	static final String NAME = "token-keys.json";

	/** How long retired keys verify: longer than any access token lives. */
	static final Duration OVERLAP = Duration.ofDays(2);

	private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Path path;

	KeyFile(Path path) {
		this.path = path.toAbsolutePath().normalize();
	}

	boolean exists() {
		return Files.exists(this.path);
	}

	/** When it was last written; the epoch if that cannot be told. */
	FileTime lastModified() {
		try {
			return Files.getLastModifiedTime(this.path);
		}
		catch (IOException ex) {
			return FileTime.fromMillis(0);
		}
	}

	List<SigningKey> read() {
		try {
			warnIfOthersMayRead();
			JsonNode keys = JSON.readTree(Files.readString(this.path)).path("keys");
			List<SigningKey> read = new ArrayList<>();
			for (JsonNode key : keys) {
				read.add(JwkFormat.parse(key, "the key file " + this.path));
			}
			if (read.stream().allMatch((key) -> key.retired() != null)) {
				throw new StartException("The key file " + this.path
						+ " holds no key to sign with; it must be a JWK set such as `parley keys rotate` writes.");
			}
			return List.copyOf(read);
		}
		catch (IOException ex) {
			throw new StartException("The key file " + this.path + " cannot be read (" + reason(ex)
					+ "); it must be readable by the user that runs Parley.", ex);
		}
		catch (JacksonException ex) {
			throw new StartException("The key file " + this.path
					+ " is not JSON; it must be a JWK set such as `parley keys rotate` writes.");
		}
	}

	/** Makes the file with one new key, unless another process is quicker. */
	void create(String algorithm, SecureRandom random) {
		SigningKey key = JwkFormat.generate(algorithm, random);
		try {
			Path written = writeBeside(List.of(key));
			try {
				Files.createLink(this.path, written);
			}
			catch (UnsupportedOperationException ex) {
				Files.copy(written, this.path);
			}
			finally {
				Files.delete(written);
			}
			log.info("Made the key file {} with an {} key", this.path, algorithm);
		}
		catch (IOException ex) {
			if (!exists()) {
				throw notWritable(ex);
			}
			log.info("Another process made the key file {}", this.path);
		}
	}

	/**
	 * Puts a new key first, retires the one that signed, and forgets those that were
	 * retired longer ago than any token signed with them may live.
	 */
	SigningKey rotate(String algorithm, SecureRandom random, Instant now) {
		SigningKey fresh = JwkFormat.generate(algorithm, random);
		List<SigningKey> keys = new ArrayList<>();
		keys.add(fresh);
		for (SigningKey key : read()) {
			Instant retired = key.retired();
			if (retired == null) {
				keys.add(key.retire(now));
			}
			else if (now.isBefore(retired.plus(OVERLAP))) {
				keys.add(key);
			}
		}
		try {
			Files.move(writeBeside(keys), this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw notWritable(ex);
		}
		return fresh;
	}

	private Path writeBeside(List<SigningKey> keys) throws IOException {
		Path folder = this.path.resolveSibling("");
		Files.createDirectories(folder);
		// Temporary files are readable by their owner alone.
		Path file = Files.createTempFile(folder, "token-keys", ".tmp");
		List<JsonNode> values = keys.stream().map(JwkFormat::write).toList();
		Files.writeString(file,
				JSON.writerWithDefaultPrettyPrinter()
					.writeValueAsString(JSON.createObjectNode().set("keys", JSON.createArrayNode().addAll(values)))
						+ "\n");
		return file;
	}

	private void warnIfOthersMayRead() throws IOException {
		if (!this.path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return;
		}
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(this.path);
		if (permissions.contains(PosixFilePermission.OTHERS_READ)
				|| permissions.contains(PosixFilePermission.GROUP_READ)) {
			log.warn("The key file {} can be read by others than its owner; whoever reads it can sign in as anybody",
					this.path);
		}
	}

	private StartException notWritable(IOException ex) {
		return new StartException("The key file " + this.path + " cannot be written (" + reason(ex)
				+ "); its folder must be writable by the user that runs Parley.", ex);
	}

	private static String reason(IOException ex) {
		return ex.getClass().getSimpleName().replace("Exception", "");
	}

}
