package dev.parley.lab.engine;

import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

/** TLS that accepts any certificate, for HTTP next to insecure sockets. */
public final class AnyCertificate {

	private AnyCertificate() {
	}

	public static SSLContext context() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("TLS cannot be used on this JVM: " + ex.getMessage(), ex);
		}
	}

}
