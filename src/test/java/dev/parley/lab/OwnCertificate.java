package dev.parley.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key for 127.0.0.1 with a self-signed certificate. */
public final class OwnCertificate {

	private static final String PASSWORD = "secret";

	private OwnCertificate() {
	}

	/** Makes one; answers its PKCS 12 file. */
	public static Path in(Path folder) throws IOException, InterruptedException {
		Path keyStore = folder.resolve("keys.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "lab", "-keyalg", "EC",
				"-dname", "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-storepass", PASSWORD,
				"-keystore", keyStore.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("keytool ended with " + process.exitValue());
		}
		return keyStore;
	}

	/** What a server of the JDK takes. */
	public static SSLContext context(Path keyStore) throws IOException, GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys(keyStore).getKeyManagers(), null, null);
		return context;
	}

	/** What a server of Netty takes. */
	public static KeyManagerFactory keys(Path keyStore) throws IOException, GeneralSecurityException {
		char[] password = PASSWORD.toCharArray();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(keyStore.toFile(), password), password);
		return keys;
	}

}
