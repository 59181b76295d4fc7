package dev.parley.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;

/**
 * A copy of the embedded database in one file: complete, checked and on the disk, or not
 * there.
 */
final class Backup {

	private final Path database;

	private final StorageProperties.Storage settings;

	Backup(Path database, StorageProperties.Storage settings) {
		this.database = database;
		this.settings = settings;
	}

	/**
	 * Makes the copy.
	 * @throws FileAlreadyExistsException rather than to overwrite anything
	 */
	void copyTo(Path file) throws IOException, SQLException {
		if (Files.exists(file)) {
			throw new FileAlreadyExistsException(file.toString());
		}
		Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
		Path unfinished = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part");
		OwnerOnly.createFile(unfinished);
		try {
			copy(unfinished);
			check(unfinished);
			sync(unfinished);
			Files.move(unfinished, file);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
		sync(folder);
	}

	private void copy(Path target) throws SQLException {
		try (Connection connection = SqliteStorage.connect(this.database, this.settings);
				PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
			vacuum.setString(1, target.toString());
			vacuum.execute();
		}
	}

	private void check(Path copy) throws SQLException, IOException {
		try (Connection connection = SqliteStorage.connect(copy, this.settings);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("pragma integrity_check")) {
			if (!result.next() || !"ok".equals(result.getString(1))) {
				throw new IOException("the copy is damaged: " + result.getString(1));
			}
		}
	}

	private static void sync(Path path) throws IOException {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
