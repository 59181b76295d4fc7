package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FrameTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 125, 126, 127, 65_535, 65_536, 200_000 })
	void isAFinishedTextFrameWithTheShortestHeader(int length) {
		Frame frame = Frame.connection(new byte[length]);
		int header = (length < 126) ? 2 : (length < 65_536) ? 4 : 10;
		assertThat(frame.size()).isEqualTo(header + length);
		ByteBuffer bytes = ByteBuffer.allocate(frame.size());
		frame.putInto(bytes);
		assertThat(FrameHeader.skip(bytes.flip())).isEqualTo(length);
		assertThat(bytes.position()).isEqualTo(header);
		assertThat(bytes.get(0)).isEqualTo((byte) 0x81);
	}

	@Test
	void givesItsTextAndPayloadBack() {
		Frame frame = Frame.state("key", "{\"é\":\"😀\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(frame.text()).isEqualTo("{\"é\":\"😀\"}");
		ByteBuffer payload = ByteBuffer.allocate(frame.payloadSize());
		frame.putPayloadInto(payload);
		assertThat(new String(payload.array(), StandardCharsets.UTF_8)).isEqualTo(frame.text());
		assertThat(frame.asBuffer().isReadOnly()).isTrue();
	}

	@Test
	void becomesAKeptAnswerInAReplay() {
		Frame event = Frame.journal("globex-firewall", 7, new byte[] { '!' }, true);
		Frame replayed = event.inReplayOf("globex-firewall");
		assertThat(replayed.deliveryClass()).isEqualTo(DeliveryClass.CONNECTION);
		assertThat(replayed.key()).isEqualTo("globex-firewall");
		assertThat(replayed.seq()).isEqualTo(7);
		assertThat(replayed.urgent()).isFalse();
		assertThat(replayed.text()).isEqualTo("!");
	}

	@Test
	void refusesToSkipWhatIsNoFrameOfOurs() {
		assertThatIllegalArgumentException().isThrownBy(() -> FrameHeader.skip(ByteBuffer.wrap(new byte[] { 2, 0 })));
	}

}
