package dev.parley.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Prevents a second Parley from using the same data folder. The operating system releases
 * the lock when the process ends, even by a crash.
 */
final class FolderLock implements Closeable {

	private static final String NAME = "parley.lock";

	private final FileChannel channel;

	private FolderLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock, or throws a {@link StartException} with the process that holds it.
	 */
	static FolderLock take(DataFolder folder) {
		Path file = folder.privateFile(NAME);
		try {
			FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
			if (lock(channel) == null) {
				channel.close();
				throw new StartException("The data folder " + folder.path() + " is in use by another Parley (process "
						+ Files.readString(file).strip()
						+ "). Stop that process, or set parley.data to another folder.");
			}
			channel.truncate(0);
			channel
				.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
			return new FolderLock(channel);
		}
		catch (IOException ex) {
			throw new StartException("The file " + file + " cannot be locked (" + ex.getMessage()
					+ "). Set parley.data to a folder on a file system that supports locks.", ex);
		}
	}

	private static @Nullable FileLock lock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
