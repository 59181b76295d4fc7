package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FramesTests {

	@Test
	void theExampleOfTheRfcIsEncodedByteForByte() {
		assertThat(encoded(Frames.TEXT, "Hello", 0x37fa213d)).isEqualTo("818537fa213d7f9f4d5158");
	}

	@ParameterizedTest
	@CsvSource({ "0, 8180", "1, 8181", "125, 81fd", "126, 81fe007e", "65535, 81feffff", "65536, 81ff0000000000010000",
			"70000, 81ff0000000000011170" })
	void theLengthTakesAsFewBytesAsItCan(int length, String header) {
		assertThat(encoded(Frames.TEXT, "x".repeat(length), 0)).startsWith(header + "00000000")
			.hasSize(header.length() + 8 + 2 * length);
	}

	@ParameterizedTest
	@CsvSource({ "2, 82", "8, 88", "9, 89", "10, 8a", "0, 80" })
	void everyFrameIsFinal(int opcode, String firstByte) {
		assertThat(encoded(opcode, "", 7)).startsWith(firstByte);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 100, 1_000 })
	void everyByteIsMaskedWithItsByteOfTheKey(int length) {
		byte[] payload = new byte[length];
		new Random(length).nextBytes(payload);
		int mask = 0x01020304;

		ByteBuf frame = Frames.encode(UnpooledByteBufAllocator.DEFAULT, Frames.BINARY, payload.clone(), length, mask);
		frame.skipBytes(frame.readableBytes() - length);

		for (int i = 0; i < length; i++) {
			assertThat(frame.readByte()).isEqualTo((byte) (payload[i] ^ (1 + i % 4)));
		}
		frame.release();
	}

	@Test
	void onlyTheFirstBytesOfABufferAreSent() {
		byte[] scratch = "HelloRubbish".getBytes(StandardCharsets.US_ASCII);
		ByteBuf frame = Frames.encode(UnpooledByteBufAllocator.DEFAULT, Frames.TEXT, scratch, 5, 0x37fa213d);

		assertThat(ByteBufUtil.hexDump(frame)).isEqualTo("818537fa213d7f9f4d5158");
		assertThat(new String(scratch, 5, 7, StandardCharsets.US_ASCII)).isEqualTo("Rubbish");
		frame.release();
	}

	@Test
	void theMaskZeroLeavesThePayloadAsItIs() {
		assertThat(encoded(Frames.TEXT, "Hi", 0)).isEqualTo("8182000000004869");
	}

	private static String encoded(int opcode, String text, int mask) {
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		ByteBuf frame = Frames.encode(UnpooledByteBufAllocator.DEFAULT, opcode, payload, payload.length, mask);
		try {
			return ByteBufUtil.hexDump(frame);
		}
		finally {
			frame.release();
		}
	}

}
