package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameDecoderTests {

	private final List<String> heard = new ArrayList<>();

	private final FrameDecoder.Sink sink = new FrameDecoder.Sink() {
		@Override
		public void message(Payload payload) {
			FrameDecoderTests.this.heard.add(payload.text());
		}

		@Override
		public void ping(byte[] data) {
			FrameDecoderTests.this.heard.add("ping " + data.length);
		}

		@Override
		public void pong() {
			FrameDecoderTests.this.heard.add("pong");
		}

		@Override
		public void close(int code, String reason) {
			FrameDecoderTests.this.heard.add("close " + code + " " + reason);
		}
	};

	@Test
	void framesOfEveryLengthAreReadHoweverTheBytesArrive() throws ProtocolViolation {
		ByteBuf stream = Unpooled.buffer();
		for (int length : new int[] { 0, 1, 125, 126, 65_535, 65_536 }) {
			frame(stream, 0x81, "x".repeat(length));
		}
		FrameDecoder decoder = new FrameDecoder();
		Random random = new Random(3);
		ByteBuf gathered = Unpooled.buffer();
		while (stream.isReadable()) {
			gathered.writeBytes(stream, Math.min(stream.readableBytes(), 1 + random.nextInt(3000)));
			decoder.read(gathered, UnpooledByteBufAllocator.DEFAULT, this.sink);
		}
		assertThat(this.heard).extracting(String::length).containsExactly(0, 1, 125, 126, 65_535, 65_536);
	}

	@Test
	void fragmentsBecomeOneMessageAndControlFramesMayComeBetween() throws ProtocolViolation {
		ByteBuf stream = Unpooled.buffer();
		frame(stream, 0x01, "one ");
		frame(stream, 0x89, "p");
		frame(stream, 0x00, "two ");
		frame(stream, 0x80, "three");
		frame(stream, 0x88, "");

		new FrameDecoder().read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink);

		assertThat(this.heard).containsExactly("ping 1", "one two three", "close 1005 ");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "c100", "8180", "8300", "8000", "817f7fffffffffffffff", "817fffffffffffffffff", "01008100" })
	void whatBreaksTheProtocolIsRefused(String hex) {
		ByteBuf stream = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));

		assertThatExceptionOfType(ProtocolViolation.class)
			.isThrownBy(() -> new FrameDecoder().read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink));
	}

	@Test
	void noBytesWhateverBreakTheReader() {
		Random random = new Random(5);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[random.nextInt(40)];
			random.nextBytes(bytes);
			assertThatCode(() -> {
				try {
					new FrameDecoder().read(Unpooled.wrappedBuffer(bytes), UnpooledByteBufAllocator.DEFAULT, this.sink);
				}
				catch (ProtocolViolation ex) {
					assertThat(ex.getMessage()).isNotBlank();
				}
			}).doesNotThrowAnyException();
		}
	}

	@Test
	void aFrameOfOursIsMaskedAndReadsBackTheSame() {
		byte[] payload = "exactly nineteen ch".getBytes(StandardCharsets.UTF_8);
		ByteBuf frame = Frames.encode(UnpooledByteBufAllocator.DEFAULT, Frames.TEXT, payload.clone(), payload.length,
				0xA1B2C3D4);

		assertThat(frame.getUnsignedByte(0)).isEqualTo((short) 0x81);
		assertThat(frame.getUnsignedByte(1)).isEqualTo((short) (0x80 | payload.length));
		byte[] unmasked = new byte[payload.length];
		for (int i = 0; i < payload.length; i++) {
			unmasked[i] = (byte) (frame.getByte(6 + i) ^ frame.getByte(2 + i % 4));
		}
		assertThat(unmasked).isEqualTo(payload);
		frame.release();
	}

	private static void frame(ByteBuf stream, int first, String text) {
		stream.writeByte(first);
		if (text.length() < 126) {
			stream.writeByte(text.length());
		}
		else if (text.length() <= 0xFFFF) {
			stream.writeByte(126).writeShort(text.length());
		}
		else {
			stream.writeByte(127).writeLong(text.length());
		}
		stream.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

}
