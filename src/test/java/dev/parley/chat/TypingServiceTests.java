package dev.parley.chat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.engagement.Features;
import dev.parley.engagement.RecordedFrames.Sent;
import dev.parley.protocol.ClientMessage.Typing;
import dev.parley.protocol.ErrorCode;
import dev.parley.realtime.Audience;
import dev.parley.realtime.DeliveryClass;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.MAIL;
import static dev.parley.engagement.Example.MIA;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class TypingServiceTests {

	private Features features;

	private TypingService typing;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database);
		this.typing = this.features.bean(TypingService.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void broadcastsWhoIsTyping() {
		this.typing.typing(MIA, new Typing(null, FIREWALL));
		Sent sent = this.features.frames().of(DeliveryClass.EPHEMERAL).getFirst();
		assertThat(sent.audience()).isEqualTo(new Audience("northwind", "globex"));
		assertThat(sent.text()).contains("\"type\":\"typing\"", "\"engagement\":\"globex-firewall\"",
				"\"data\":{\"user\":{\"id\":\"mia\",\"name\":\"Mia\"}}");
	}

	@Test
	void broadcastsAUserAtMostOncePerIntervalAndEngagement() {
		this.typing.typing(MIA, new Typing(null, FIREWALL));
		this.typing.typing(MIA, new Typing(null, FIREWALL));
		this.typing.typing(MIA, new Typing(null, MAIL));
		this.typing.typing(GIL, new Typing(null, FIREWALL));
		assertThat(this.features.frames().of(DeliveryClass.EPHEMERAL)).hasSize(3);
		this.features.clock().turn(Duration.ofSeconds(3));
		this.typing.typing(MIA, new Typing(null, FIREWALL));
		assertThat(this.features.frames().of(DeliveryClass.EPHEMERAL)).hasSize(4);
	}

	@Test
	void rejectsTypingOutOfScope() {
		assertThat(Refusal.of(() -> {
			this.typing.typing(IAN, new Typing(null, FIREWALL));
			return null;
		}).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(this.features.frames().of(DeliveryClass.EPHEMERAL)).isEmpty();
	}

}
