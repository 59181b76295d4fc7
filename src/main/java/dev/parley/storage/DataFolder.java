package dev.parley.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The folder {@code parley.data}. It is made when first asked for, for its owner alone,
 * as is every file in it; an installation that keeps everything elsewhere needs none.
 */
public final class DataFolder {

	private final Path folder;

	public DataFolder(Path folder) {
		this.folder = folder.toAbsolutePath().normalize();
	}

	/**
	 * The folder, existing and writable.
	 * @throws StartException when it cannot be had
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
	 * The file of that name, for its owner alone; empty if it did not exist.
	 * @throws StartException when it cannot be had
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
			throw unusable("does not take the file " + name, ex);
		}
		return file;
	}

	private void restrict(Path file) {
		if (!Files.isRegularFile(file)) {
			throw unusable("holds something else by the name of the file " + file.getFileName(), null);
		}
		try {
			OwnerOnly.restrict(file);
		}
		catch (IOException ex) {
			throw unusable("holds the file " + file.getFileName() + ", which belongs to somebody else", ex);
		}
		if (!Files.isReadable(file) || !Files.isWritable(file)) {
			throw unusable("holds the file " + file.getFileName() + ", which this user cannot read and write", null);
		}
	}

	private StartException unusable(String complaint, @Nullable IOException cause) {
		String reason = (cause instanceof FileSystemException file && file.getReason() != null)
				? " (" + file.getReason() + ")"
				: (cause instanceof FileAlreadyExistsException) ? " (a file stands in its place)" : "";
		return new StartException("The data folder " + this.folder + " " + complaint + reason
				+ ": set parley.data to a folder that this user may write to.", cause);
	}

}
