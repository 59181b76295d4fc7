package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PublishLogTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final History history = new History("run");

	private final PublishLog log = new PublishLog(3, "globex", this.history, new Random(1));

	@Test
	void sendsFourMessagesAndThenAnInteraction() {
		List<JsonNode> frames = publish(10);

		assertThat(frames).extracting((frame) -> frame.path("type").asString())
			.containsExactly("send_message", "send_message", "send_message", "send_message", "record_interaction",
					"send_message", "send_message", "send_message", "send_message", "record_interaction");
		assertThat(frames).extracting((frame) -> frame.path("id").asString())
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.startsWith("run-3-"));
		assertThat(frames.getFirst().path("data").path("engagement").asString()).isEqualTo("globex");
		assertThat(frames.get(4).path("data").path("kind").asString()).isEqualTo("run");
	}

	@Test
	void stopsWhenTooManyRequestsAreUnanswered() {
		publish(PublishLog.MAX_PENDING);
		assertThat(this.log.next(0)).isEmpty();

		answer("ack", "run-3-1", "\"seq\":1");
		assertThat(this.log.next(0)).isPresent();
	}

	@Test
	void recordsAConfirmation() {
		publish(1);
		answer("ack", "run-3-1", "\"seq\":17");

		assertThat(this.log.isEmpty()).isTrue();
		assertThat(this.history.attempts()).singleElement().satisfies((attempt) -> {
			assertThat(attempt.id()).isEqualTo("run-3-1");
			assertThat(attempt.client()).isEqualTo(3);
			assertThat(attempt.outcome()).isEqualTo(PublishAttempt.Outcome.CONFIRMED);
			assertThat(attempt.seq()).isEqualTo(17);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "bad_request", "forbidden", "not_found", "rate_limited", "busy", "conflict" })
	void recordsARejectionForErrorsThatStoreNothing(String code) {
		publish(1);
		answer("error", "run-3-1", "\"code\":\"" + code + "\"");

		assertThat(outcomes()).containsExactly(PublishAttempt.Outcome.REJECTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "internal", "unavailable", "shutting_down", "" })
	void recordsAnUnknownOutcomeForAllOtherErrors(String code) {
		publish(1);
		answer("error", "run-3-1", "\"code\":\"" + code + "\"");

		assertThat(outcomes()).containsExactly(PublishAttempt.Outcome.UNKNOWN);
	}

	@Test
	void ignoresASecondAnswerAndAnswersToOthers() {
		publish(1);
		answer("ack", "run-3-1", "\"seq\":1");
		answer("ack", "run-3-1", "\"seq\":2");
		answer("error", "someone-else", "\"code\":\"forbidden\"");

		assertThat(this.history.attempts()).hasSize(1);
	}

	@Test
	void resendsTheSameFrameWhenItsAnswerIsOverdue() {
		String first = this.log.next(1_000).orElseThrow();

		assertThat(this.log.overdue(1_000 + PublishLog.RESEND_AFTER_NANOS)).isEmpty();
		assertThat(this.log.overdue(1_001 + PublishLog.RESEND_AFTER_NANOS)).containsExactly(first);
		assertThat(this.log.overdue(1_002 + PublishLog.RESEND_AFTER_NANOS)).as("sent again just now").isEmpty();
	}

	@Test
	void givesUpAQuarterAfterAReconnectAndRepeatsTheOthers() {
		int repeated = 0;
		int total = 0;
		for (int round = 0; round < 100; round++) {
			List<JsonNode> sent = publish(PublishLog.MAX_PENDING);
			List<String> again = this.log.afterReconnect(5);
			assertThat(sent.stream().map(JsonNode::toString)).as("the same frames").hasSize(16);
			again.forEach((frame) -> assertThat(sent).contains(JSON.readTree(frame)));
			total += sent.size();
			repeated += again.size();
			this.log.giveUp();
		}

		assertThat((double) repeated / total).isBetween(0.7, 0.8);
		assertThat(outcomes()).containsOnly(PublishAttempt.Outcome.UNKNOWN);
	}

	@Test
	void countsInteractionsThatAreConfirmedOrUnknown() {
		publish(15);
		answer("ack", "run-3-5", "");
		answer("error", "run-3-10", "\"code\":\"internal\"");
		answer("error", "run-3-15", "\"code\":\"forbidden\"");

		assertThat(this.history.countedAtLeast()).isEqualTo(1);
		assertThat(this.history.countedAtMost()).isEqualTo(2);
		assertThat(this.history.attempts()).as("interactions are not messages").isEmpty();
	}

	@Test
	void leavesUnansweredRequestsUnknown() {
		publish(3);
		this.log.giveUp();

		assertThat(this.log.isEmpty()).isTrue();
		assertThat(outcomes()).hasSize(3).containsOnly(PublishAttempt.Outcome.UNKNOWN);
	}

	private List<JsonNode> publish(int count) {
		List<JsonNode> frames = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			frames.add(JSON.readTree(this.log.next(0).orElseThrow()));
		}
		return frames;
	}

	private void answer(String type, String id, String data) {
		this.log.answered(JSON.readTree("{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"data\":{" + data + "}}"));
	}

	private List<PublishAttempt.Outcome> outcomes() {
		return this.history.attempts().stream().map(PublishAttempt::outcome).toList();
	}

}
