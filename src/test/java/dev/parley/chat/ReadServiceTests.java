package dev.parley.chat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.engagement.Features;
import dev.parley.engagement.RecordedFrames.Sent;
import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.realtime.Audience;
import dev.parley.realtime.DeliveryClass;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.MIA;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class ReadServiceTests {

	private Features features;

	private ReadService read;

	@BeforeEach
	void threeMessages(Database database) {
		this.features = new Features(database);
		this.read = this.features.bean(ReadService.class);
		for (int n = 0; n < 3; n++) {
			this.features.bean(ChatService.class).send(MIA, new SendMessage(null, FIREWALL, "hi", null)).join();
		}
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void broadcastsTheReadMarkerToEveryoneInScope() {
		mark(GIL, 2);
		assertThat(marker("gil")).isEqualTo(2);
		Sent sent = this.features.frames().of(DeliveryClass.STATE).getFirst();
		assertThat(sent.audience()).isEqualTo(new Audience("northwind", "globex"));
		assertThat(sent.text()).contains("\"type\":\"read\"", "\"engagement\":\"globex-firewall\"",
				"\"data\":{\"user\":{\"id\":\"gil\",\"name\":\"Gil\"},\"seq\":2}");
	}

	@Test
	void aMarkerNeverMovesBackAndIsBroadcastOnlyOnProgress() {
		mark(GIL, 3);
		mark(GIL, 1);
		mark(GIL, 3);
		assertThat(marker("gil")).isEqualTo(3);
		assertThat(this.features.frames().of(DeliveryClass.STATE)).hasSize(1);
	}

	@Test
	void rejectsAMarkerBeyondTheNewestEvent() {
		for (long wrong : new long[] { 4, Long.MAX_VALUE, -1, Long.MIN_VALUE }) {
			assertThat(Refusal.of(() -> this.read.markRead(GIL, new MarkRead(null, FIREWALL, wrong))).field())
				.isEqualTo("seq");
		}
		assertThat(this.features.frames().of(DeliveryClass.STATE)).isEmpty();
	}

	@Test
	void rejectsAMarkerOutOfScope() {
		assertThat(Refusal.of(() -> this.read.markRead(IAN, new MarkRead(null, FIREWALL, 1))).code())
			.isEqualTo(ErrorCode.NOT_FOUND);
	}

	private void mark(Caller caller, long seq) {
		this.read.markRead(caller, new MarkRead(null, FIREWALL, seq)).join();
	}

	private long marker(String user) {
		return this.features.database()
			.reads()
			.sql("select seq from read_marker where user_id = ? and engagement_id = ?")
			.params(user, FIREWALL)
			.query(Long.class)
			.single();
	}

}
