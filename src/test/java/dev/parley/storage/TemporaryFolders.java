package dev.parley.storage;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.util.FileSystemUtils;

/** Deletes temporary folders when the JVM of the tests exits. */
final class TemporaryFolders {

	private static final Queue<Path> FOLDERS = new ConcurrentLinkedQueue<>();

	static {
		Runtime.getRuntime()
			.addShutdownHook(
					new Thread(() -> FOLDERS.forEach((folder) -> FileSystemUtils.deleteRecursively(folder.toFile()))));
	}

	private TemporaryFolders() {
	}

	static void deleteAtExit(Path folder) {
		FOLDERS.add(folder);
	}

}
