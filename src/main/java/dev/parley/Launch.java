package dev.parley;

import org.jspecify.annotations.Nullable;

/**
 * Entry point of the packaged jar. Compiled for Java 17, like Spring Boot's loader, so
 * that an older Java prints one clear sentence instead of an
 * UnsupportedClassVersionError.
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

	/**
	 * The error message for this Java version; null if it is new enough.
	 */
	static @Nullable String complaint(int feature, String home) {
		if (feature >= NEEDED) {
			return null;
		}
		return "Parley needs Java " + NEEDED + " or newer, and this is Java " + feature + " (" + home
				+ "). Install a JDK " + NEEDED + " and start the jar with its java.";
	}

}
