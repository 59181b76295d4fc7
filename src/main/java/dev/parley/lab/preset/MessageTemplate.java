package dev.parley.lab.preset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.parley.lab.engine.Stamp;

/**
 * A message encoded once, with the place where each sending patches its stamp. Immutable;
 * shared.
 */
public final class MessageTemplate {

	private final byte[] bytes;

	private final int[] stamps;

	private MessageTemplate(byte[] bytes, int[] stamps) {
		this.bytes = bytes;
		this.stamps = stamps;
	}

	/**
	 * A text with {@code {{stamp}}} in it, and {@code {{padding}}} where it is filled up
	 * to the wished length.
	 * @param text everything else filled in already
	 * @param length wished, in bytes; a longer text stays as long as it is
	 */
	public static MessageTemplate of(String text, int length) {
		if (!text.contains("{{stamp}}")) {
			throw new IllegalArgumentException("the message to publish needs {{stamp}} somewhere: '" + text + "'");
		}
		String placeholder = "\0".repeat(Stamp.LENGTH);
		String stamped = text.replace("{{stamp}}", placeholder).replace("{{padding}}", "");
		int missing = Math.max(0, length - stamped.getBytes(StandardCharsets.UTF_8).length);
		String padded = text.replaceFirst("\\{\\{padding}}", padding(missing)).replace("{{padding}}", "");
		int[] stamps = places(padded.getBytes(StandardCharsets.UTF_8));
		String whole = padded.replace("{{stamp}}", placeholder);
		return new MessageTemplate(whole.getBytes(StandardCharsets.UTF_8), stamps);
	}

	public int length() {
		return this.bytes.length;
	}

	/** Writes the message with its stamp into {@code target}. */
	public void write(byte[] target, int run, int publisher, int sequence, long intended, long lagNanos) {
		System.arraycopy(this.bytes, 0, target, 0, this.bytes.length);
		for (int at : this.stamps) {
			Stamp.write(target, at, run, publisher, sequence, intended, lagNanos);
		}
	}

	/** Words of 7 letters, so that what is measured looks like text. */
	static String padding(int length) {
		StringBuilder text = new StringBuilder(length);
		while (text.length() < length) {
			text.append("measure ");
		}
		return text.substring(0, length);
	}

	private static int[] places(byte[] template) {
		byte[] needle = "{{stamp}}".getBytes(StandardCharsets.US_ASCII);
		int[] found = new int[template.length / needle.length + 1];
		int count = 0;
		int grown = 0;
		for (int at = 0; at + needle.length <= template.length; at++) {
			if (Arrays.equals(template, at, at + needle.length, needle, 0, needle.length)) {
				found[count++] = at + grown;
				grown += Stamp.LENGTH - needle.length;
			}
		}
		return Arrays.copyOf(found, count);
	}

}
