package dev.parley.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody but their owner can open, from the moment they exist;
 * where the file system knows no such modes, as the folder around them allows.
 */
final class OwnerOnly {

	private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private OwnerOnly() {
	}

	/** Makes the folder and those above it where they are missing. */
	static void createFolders(Path folder) throws IOException {
		Files.createDirectories(folder, attributes(folder, FOLDER));
	}

	/** Makes an empty file; fails if there is one. */
	static void createFile(Path file) throws IOException {
		Files.createFile(file, attributes(file, FILE));
	}

	/** Takes a file that exists away from all others. */
	static void restrict(Path file) throws IOException {
		if (hasModes(file)) {
			Files.setPosixFilePermissions(file, FILE);
		}
	}

	private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
		return hasModes(path) ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}

	private static boolean hasModes(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
