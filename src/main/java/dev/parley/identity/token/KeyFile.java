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
 * The file with the signing keys, readable only by its owner. It is a JWK set: the first
 * key that is not retired signs, and all keys verify. Changes replace the file
 * atomically, so a running server reads either the old keys or the new ones.
 */
final class KeyFile {

	/** File name in the data folder. */
	static final String NAME = "token-keys.json";

	/** How long retired keys are kept: longer than any access token lives. */
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

	/** When the file was last written; the epoch if unknown. */
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
						+ " contains no key to sign with. It must be a JWK set as written by `parley keys rotate`.");
			}
			return List.copyOf(read);
		}
		catch (IOException ex) {
			throw new StartException("The key file " + this.path + " cannot be read (" + reason(ex)
					+ "). It must be readable by the user that runs Parley.", ex);
		}
		catch (JacksonException ex) {
			throw new StartException("The key file " + this.path
					+ " is not JSON. It must be a JWK set as written by `parley keys rotate`.");
		}
	}

	/** Creates the file with one new key, unless another process creates it first. */
	void create(String algorithm, SecureRandom random) {
		SigningKey key = JwkFormat.generate(algorithm, random);
		try {
			Path written = writeTemporary(List.of(key));
			try {
				Files.createLink(this.path, written);
			}
			catch (UnsupportedOperationException ex) {
				Files.copy(written, this.path);
			}
			finally {
				Files.delete(written);
			}
			log.info("Created the key file {} with an {} key", this.path, algorithm);
		}
		catch (IOException ex) {
			if (!exists()) {
				throw notWritable(ex);
			}
			log.info("Another process created the key file {}", this.path);
		}
	}

	/**
	 * Adds a new key for signing, retires the previous one, and deletes keys that have
	 * been retired for longer than any token lives.
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
			Files.move(writeTemporary(keys), this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw notWritable(ex);
		}
		return fresh;
	}

	private Path writeTemporary(List<SigningKey> keys) throws IOException {
		Path folder = this.path.resolveSibling("");
		Files.createDirectories(folder);
		// Java creates temporary files readable only by their owner.
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
			log.warn("The key file {} is readable by other users of this machine, who could sign in as any user",
					this.path);
		}
	}

	private StartException notWritable(IOException ex) {
		return new StartException("The key file " + this.path + " cannot be written (" + reason(ex)
				+ "). Its folder must be writable by the user that runs Parley.", ex);
	}

	private static String reason(IOException ex) {
		return ex.getClass().getSimpleName().replace("Exception", "");
	}

}
