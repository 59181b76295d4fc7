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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FrameDecoderTests {

	private final List<String> heard = new ArrayList<>();

	private final List<Boolean> binary = new ArrayList<>();

	private final FrameDecoder.Sink sink = new FrameDecoder.Sink() {
		@Override
		public void message(Payload payload) {
			FrameDecoderTests.this.heard.add(payload.text());
			FrameDecoderTests.this.binary.add(payload.isBinary());
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
	void readsFramesOfEveryLengthHoweverTheBytesArrive() throws ProtocolViolation {
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
	void joinsFragmentsWithControlFramesBetweenThem() throws ProtocolViolation {
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
	void refusesFramesThatBreakTheProtocol(String hex) {
		ByteBuf stream = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));

		assertThatExceptionOfType(ProtocolViolation.class)
			.isThrownBy(() -> new FrameDecoder().read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink));
	}

	@Test
	void survivesRandomBytes() {
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
	void masksItsOwnFrames() {
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

	@ParameterizedTest
	@CsvSource({ "c100, reserved bits are set though no extension was agreed",
			"a100, reserved bits are set though no extension was agreed",
			"9100, reserved bits are set though no extension was agreed", "8180, a server does not mask",
			"8300, opcode 3 does not exist", "8b00, opcode 11 does not exist",
			"8000, a continuation without a beginning", "01008100, a new message began inside a fragmented one",
			"817f0000000001000001, a frame of 16777217 bytes", "817fffffffffffffffff, a frame of -1 bytes" })
	void saysWhatIsWrongWithAFrame(String hex, String what) {
		assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(() -> decode(hex)).withMessage(what);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "81", "8105", "810548656c6c", "817e", "817e00", "817f00000000000000" })
	void waitsForTheRestOfAFrame(String hex) throws ProtocolViolation {
		ByteBuf stream = decode(hex);

		assertThat(this.heard).isEmpty();
		assertThat(stream.readableBytes()).as("nothing is taken yet").isEqualTo(hex.length() / 2);
	}

	@Test
	void leavesTheBeginningOfTheNextFrame() throws ProtocolViolation {
		ByteBuf stream = decode("810568656c6c6f" + "8105");

		assertThat(this.heard).containsExactly("hello");
		assertThat(stream.readableBytes()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "8800|close 1005 ", "880101|close 1005 ", "880203e9|close 1001 ", "88040fa06f6b|close 4000 ok" })
	void readsCodeAndReasonOfACloseFrame(String hex, String close) throws ProtocolViolation {
		decode(hex);

		assertThat(this.heard).singleElement().asString().isEqualToIgnoringWhitespace(close);
	}

	@Test
	void readsPingsWithTheirDataAndPongs() throws ProtocolViolation {
		decode("8903616263" + "8a00" + "8a0178" + "8900");

		assertThat(this.heard).containsExactly("ping 3", "pong", "pong", "ping 0");
	}

	@Test
	void tellsBinaryMessagesFromTexts() throws ProtocolViolation {
		decode("82026869" + "02016f" + "80016b" + "81026869");

		assertThat(this.binary).containsExactly(true, true, false);
		assertThat(this.heard).containsExactly("hi", "ok", "hi");
	}

	@Test
	void oneMessageAfterAnotherIsJoinedFromFragments() throws ProtocolViolation {
		decode("010161" + "000162" + "800163" + "010164" + "800165");

		assertThat(this.heard).containsExactly("abc", "de");
	}

	@Test
	void emptyFragmentsAreFragments() throws ProtocolViolation {
		decode("0100" + "0000" + "8000");

		assertThat(this.heard).containsExactly("");
	}

	@Test
	void aFragmentedMessageMayNotGrowWithoutBound() {
		ByteBuf stream = Unpooled.buffer();
		int chunk = 1 << 20;
		String text = "x".repeat(chunk);
		frame(stream, 0x01, text);
		for (int i = 1; i <= FrameDecoder.LARGEST_MESSAGE / chunk; i++) {
			frame(stream, 0x00, text);
		}
		FrameDecoder decoder = new FrameDecoder();

		assertThatExceptionOfType(ProtocolViolation.class)
			.isThrownBy(() -> decoder.read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink))
			.withMessage("a fragmented message of more than 16777216 bytes");
		decoder.release();
	}

	@Test
	void releasesTheFragmentsOfAMessageThatNeverEnds() throws ProtocolViolation {
		FrameDecoder decoder = new FrameDecoder();
		ByteBuf stream = Unpooled.buffer();
		frame(stream, 0x01, "half");
		decoder.read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink);

		decoder.release();
		decoder.release();
		frame(stream, 0x81, "next");
		decoder.read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink);

		assertThat(this.heard).containsExactly("next");
	}

	private ByteBuf decode(String hex) throws ProtocolViolation {
		ByteBuf stream = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
		new FrameDecoder().read(stream, UnpooledByteBufAllocator.DEFAULT, this.sink);
		return stream;
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
