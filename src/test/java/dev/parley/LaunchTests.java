package dev.parley;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LaunchTests {

	private static final int JAVA_17 = 61;

	@Test
	void anOlderJavaGetsTheRequiredVersion() {
		assertThat(Launch.complaint(17, "/opt/java")).isEqualTo("Parley needs Java 25 or newer, and this is Java 17 "
				+ "(/opt/java). Install a JDK 25 and start the jar with its java.");
	}

	@Test
	void theRequiredJavaAndNewerOnesAreAccepted() {
		assertThat(Launch.complaint(25, "/opt/java")).isNull();
		assertThat(Launch.complaint(26, "/opt/java")).isNull();
	}

	@Test
	void itsOwnClassCanBeReadByTheOlderJava() throws IOException {
		try (DataInputStream file = new DataInputStream(
				Objects.requireNonNull(Launch.class.getResourceAsStream("Launch.class")))) {
			file.readInt();
			file.readUnsignedShort();
			assertThat(file.readUnsignedShort()).isEqualTo(JAVA_17);
		}
	}

}
