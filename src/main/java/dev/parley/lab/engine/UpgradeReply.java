package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The head of the server's answer to an upgrade request. */
record UpgradeReply(int status, Map<String, String> headers) {

	private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	static final int SWITCHING = 101;

	/** Reads the head, without its empty line. */
	static UpgradeReply parse(String head) throws ProtocolViolation {
		List<String> lines = head.lines().toList();
		String[] status = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", 3);
		if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
			throw new ProtocolViolation("the answer to the upgrade is not HTTP");
		}
		Map<String, String> headers = new HashMap<>();
		for (String line : lines.subList(1, lines.size())) {
			int colon = line.indexOf(':');
			if (colon > 0) {
				headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
						line.substring(colon + 1).strip());
			}
		}
		return new UpgradeReply(Integer.parseInt(status[1]), headers);
	}

	/** What is wrong with a 101, or null. */
	@Nullable String objection(String key, List<String> offered) {
		if (!"websocket".equalsIgnoreCase(this.headers.get("upgrade"))) {
			return "the 101 lacks 'Upgrade: websocket'";
		}
		if (!accept(key).equals(this.headers.get("sec-websocket-accept"))) {
			return "Sec-WebSocket-Accept does not answer our key";
		}
		String chosen = this.headers.get("sec-websocket-protocol");
		if (chosen != null && !offered.contains(chosen)) {
			return "the server chose the sub-protocol '" + chosen + "', which was not offered";
		}
		return this.headers.containsKey("sec-websocket-extensions")
				? "the server uses an extension, which was not offered" : null;
	}

	/** Bytes of the body to wait for when the upgrade was refused. */
	int bodyLength(int most) {
		String length = this.headers.getOrDefault("content-length", "");
		return length.matches("\\d{1,9}") ? Math.min(most, Integer.parseInt(length)) : most;
	}

	static String accept(String key) {
		try {
			MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
			return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-1", ex);
		}
	}

}
