package dev.parley.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A process that locks a data folder until it is killed. */
final class LockHolder {

	static final char LOCKED = '+';

	private LockHolder() {
	}

	public static void main(String[] args) throws IOException {
		try (FolderLock _ = FolderLock.take(new DataFolder(Path.of(args[0])))) {
			System.out.print(LOCKED);
			System.out.flush();
			System.in.read();
		}
	}

}
