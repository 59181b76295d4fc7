package dev.parley.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and folders that only their owner can access, from the moment they exist.
 * On a file system without POSIX permissions, they inherit those of their folder.
 */
final class OwnerOnly {

	private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private OwnerOnly() {
	}

	/** Creates the folder and its missing parents. */
	static void createFolders(Path folder) throws IOException {
		Files.createDirectories(folder, attributes(folder, FOLDER));
	}

	/** Creates an empty file; fails if it exists. */
	static void createFile(Path file) throws IOException {
		Files.createFile(file, attributes(file, FILE));
	}

	/** Removes the access of other users from an existing file. */
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
