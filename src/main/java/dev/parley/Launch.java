package dev.parley;

import org.jspecify.annotations.Nullable;

/**
 * Where the packaged jar starts. Compiled for Java 17, as Spring Boot's loader is, so
 * that an older Java gets one clear sentence instead of an UnsupportedClassVersionError.
 */
public final class Launch {

	private static final int NEEDED = 25;

	private Launch() {
	}

	public static void main(String[] args) throws ReflectiveOperationException {
		String complaint = complaint(Runtime.version().feature(), System.getProperty("java.home"));
		if (complaint != null) {
			System.err.println(complaint);
			System.exit(1);
		}
		Class.forName("dev.parley.Parley").getMethod("main", String[].class).invoke(null, (Object) args);
	}

	/** What to say to whoever starts Parley with this Java; null if it will do. */
	static @Nullable String complaint(int feature, String home) {
		if (feature >= NEEDED) {
			return null;
		}
		return "Parley needs Java " + NEEDED + " or newer, and this is Java " + feature + " (" + home
				+ "). Install a JDK " + NEEDED + " and start the jar with its java.";
	}

}
