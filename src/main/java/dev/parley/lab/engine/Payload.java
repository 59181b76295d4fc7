package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * The bytes of one message, read in place and decoded only on demand. Reused for the next
 * message.
 */
public final class Payload {

	private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

	private int start;

	private int length;

	private boolean binary;

	Payload set(ByteBuf buffer, int start, int length, boolean binary) {
		this.buffer = buffer;
		this.start = start;
		this.length = length;
		this.binary = binary;
		return this;
	}

	/** A payload with a buffer of this text. */
	public static Payload of(String text) {
		ByteBuf buffer = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
		return new Payload().set(buffer, 0, buffer.readableBytes(), false);
	}

	public int length() {
		return this.length;
	}

	public boolean isBinary() {
		return this.binary;
	}

	public byte at(int index) {
		return this.buffer.getByte(this.start + index);
	}

	/** Index of the byte at or after {@code from}, or -1. */
	public int indexOf(int from, byte value) {
		int found = this.buffer.indexOf(this.start + from, this.start + this.length, value);
		return (found < 0) ? -1 : found - this.start;
	}

	/** Index of the bytes at or after {@code from}, or -1. */
	public int indexOf(int from, byte[] needle) {
		if (needle.length == 0) {
			return from;
		}
		for (int at = indexOf(from, needle[0]); at >= 0
				&& at + needle.length <= this.length; at = indexOf(at + 1, needle[0])) {
			if (matches(at, needle)) {
				return at;
			}
		}
		return -1;
	}

	public boolean contains(byte[] needle) {
		return indexOf(0, needle) >= 0;
	}

	/** Whether the payload has these bytes at this index. */
	public boolean matches(int at, byte[] needle) {
		if (at < 0 || at + needle.length > this.length) {
			return false;
		}
		for (int i = 0; i < needle.length; i++) {
			if (at(at + i) != needle[i]) {
				return false;
			}
		}
		return true;
	}

	/** The whole number that begins here, or -1. */
	public long numberAt(int at) {
		long number = -1;
		for (int i = at; i < this.length && i < at + 18; i++) {
			int digit = at(i) - '0';
			if (digit < 0 || digit > 9) {
				break;
			}
			number = (number < 0 ? 0 : number) * 10 + digit;
		}
		return number;
	}

	public String text() {
		return this.buffer.toString(this.start, this.length, StandardCharsets.UTF_8);
	}

	public byte[] bytes() {
		return ByteBufUtil.getBytes(this.buffer, this.start, this.length);
	}

}
