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
 * Copies the embedded database into one file. The copy is complete, checked and on disk,
 * or it does not exist.
 */
final class Backup {

	private final DatabaseFile database;

	Backup(DatabaseFile database) {
		this.database = database;
	}

	/**
	 * Makes the copy.
	 * @throws FileAlreadyExistsException if the file exists; it is never overwritten
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
		try (Connection connection = this.database.connect();
				PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
			vacuum.setString(1, target.toString());
			vacuum.execute();
		}
	}

	private void check(Path copy) throws SQLException, IOException {
		try (Connection connection = this.database.at(copy).connect();
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
