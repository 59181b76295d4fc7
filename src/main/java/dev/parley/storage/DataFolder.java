package dev.parley.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The folder {@code parley.data}. It is created when first used; only its owner can
 * access it and its files. An installation that keeps all data elsewhere needs none.
 */
public final class DataFolder {

	private final Path folder;

	public DataFolder(Path folder) {
		this.folder = folder.toAbsolutePath().normalize();
	}

	/**
	 * The folder, created if necessary.
	 * @throws StartException if it cannot be created, read or written
	 */
	public Path path() {
		try {
			OwnerOnly.createFolders(this.folder);
		}
		catch (IOException ex) {
			throw unusable("cannot be created", ex);
		}
		if (!Files.isReadable(this.folder) || !Files.isWritable(this.folder)) {
			throw unusable("cannot be read and written by this user", null);
		}
		return this.folder;
	}

	/**
	 * The file of this name, accessible only by its owner; created empty if necessary.
	 * @throws StartException if it cannot be created, read or written
	 */
	public Path privateFile(String name) {
		Path file = path().resolve(name);
		try {
			OwnerOnly.createFile(file);
		}
		catch (FileAlreadyExistsException ex) {
			restrict(file);
		}
		catch (IOException ex) {
			throw unusable("cannot hold the file " + name, ex);
		}
		return file;
	}

	private void restrict(Path file) {
		if (!Files.isRegularFile(file)) {
			throw unusable("contains " + file.getFileName() + ", which is not a regular file", null);
		}
		try {
			OwnerOnly.restrict(file);
		}
		catch (IOException ex) {
			throw unusable("contains the file " + file.getFileName() + ", which belongs to another user", ex);
		}
		if (!Files.isReadable(file) || !Files.isWritable(file)) {
			throw unusable("contains the file " + file.getFileName() + ", which this user cannot read and write", null);
		}
	}

	private StartException unusable(String complaint, @Nullable IOException cause) {
		String reason = (cause instanceof FileSystemException file && file.getReason() != null)
				? " (" + file.getReason() + ")"
				: (cause instanceof FileAlreadyExistsException) ? " (a file with this name exists)" : "";
		return new StartException("The data folder " + this.folder + " " + complaint + reason
				+ ". Set parley.data to a folder that this user can write to.", cause);
	}

}
