package dev.parley.alert;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.chat.ChatService;
import dev.parley.engagement.Features;
import dev.parley.identity.Caller;
import dev.parley.journal.Appended;
import dev.parley.journal.Event;
import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.EventData.AlertRaised;
import dev.parley.protocol.EventData.AlertUpdate;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.CLOUD;
import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.LENA;
import static dev.parley.engagement.Example.MAIL;
import static dev.parley.engagement.Example.MIA;
import static dev.parley.engagement.Example.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class AlertServiceTests {

	private static final Person MIA_AT_WORK = new Person("mia", "Mia", "MSP", "northwind");

	private static final Person GIL_AT_WORK = new Person("gil", "Gil", "CLIENT", "globex");

	private final ProtocolCodec codec = new ProtocolCodec();

	private Features features;

	private AlertService service;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database);
		this.service = this.features.bean(AlertService.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void storesAnAlertAndItsEvent() {
		AlertChange change = raise(GIL, "warning", "key", "r1");
		Alert alert = change.alert();
		assertThat(change.created()).isTrue();
		assertThat(change.appended()).isEqualTo(new Appended(FIREWALL, 1, false));
		assertThat(stored(alert.id())).isEqualTo(alert)
			.isEqualTo(new Alert(alert.id(), FIREWALL, 1, "warning", "VPN down", "No answer", "raised", "key", 1,
					GIL_AT_WORK, this.features.clock().instant(), null, null, null, null, null));
		assertThat(this.codec.decodeData(event(1).data(), AlertRaised.class)).isEqualTo(
				new AlertRaised(GIL_AT_WORK, alert.id(), "warning", "VPN down", "No answer", "key", "raised", 1));
	}

	@Test
	void onlyFramesOfCriticalAlertsAreUrgent() {
		raise(GIL, "critical", null, null);
		raise(GIL, "warning", null, null);
		assertThat(this.features.journal().after(FIREWALL, 0, 10)).extracting(Event::urgent)
			.containsExactly(true, false);
	}

	@Test
	void countsAnotherOccurrenceOfAnOpenAlertWithTheSameKey() {
		String id = raise(GIL, "critical", "key", null).alert().id();
		AlertChange again = raise(MIA, "critical", "key", null);
		assertThat(again.created()).isFalse();
		assertThat(again.appended().seq()).isEqualTo(2);
		assertThat(again.alert().id()).isEqualTo(id);
		assertThat(stored(id).occurrences()).isEqualTo(2);
		assertThat(update(2)).isEqualTo(
				new AlertUpdate(MIA_AT_WORK, id, "critical", "VPN down", "No answer", "raised", "repeated", null, 2));
		assertThat(this.service.raise(MIA, new RaiseAlert(null, MAIL, "critical", "VPN down", null, "key"))
			.join()
			.created()).as("in another engagement").isTrue();
	}

	@Test
	void raisesANewAlertIfTheOneWithTheSameKeyIsResolved() {
		String first = raise(GIL, "info", "key", null).alert().id();
		resolve(MIA, first, null, null);
		AlertChange second = raise(GIL, "info", "key", null);
		assertThat(second.created()).isTrue();
		assertThat(second.alert().id()).isNotEqualTo(first);
	}

	@Test
	void repeatsTheAnswerWhateverTheStateOfTheAlert() {
		AlertChange raised = raise(GIL, "info", "key", "r1");
		AlertChange repeated = raise(GIL, "info", "key", "r2");
		assertThat(raise(GIL, "info", "key", "r1").appended()).isEqualTo(new Appended(FIREWALL, 1, true));
		resolve(MIA, raised.alert().id(), null, null);
		assertThat(raise(GIL, "info", "key", "r2").appended()).isEqualTo(new Appended(FIREWALL, 2, true));
		assertThat(raise(GIL, "info", "key", "r2").alert().id()).isEqualTo(repeated.alert().id());
		assertThat(stored(raised.alert().id()).occurrences()).isEqualTo(2);
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(3);
	}

	@Test
	void aClosedEngagementRejectsNewAlertsButAllowsToResolveOpenOnes() {
		String open = raise(GIL, "warning", "key", "r1").alert().id();
		this.features.database().jdbc().sql("update engagement set status = 'closed'").update();
		assertThat(Refusal.of(() -> raise(GIL, "warning", null, "r2")).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(Refusal.of(() -> raise(GIL, "warning", "key", "r3")).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(raise(GIL, "warning", "key", "r1").appended().duplicate()).isTrue();
		assertThat(acknowledge(MIA, open, null, null).alert().state()).isEqualTo("acknowledged");
		assertThat(resolve(MIA, open, null, null).alert().state()).isEqualTo("resolved");
	}

	@Test
	void rejectsAnIdUsedForAnotherRequest() {
		this.features.bean(ChatService.class).send(GIL, new SendMessage("r1", FIREWALL, "hi", null)).join();
		assertThat(Refusal.of(() -> raise(GIL, "info", null, "r1")).code()).isEqualTo(ErrorCode.ID_REUSED);
		String id = raise(GIL, "info", null, "r2").alert().id();
		assertThat(Refusal.of(() -> acknowledge(GIL, id, null, "r1")).code()).isEqualTo(ErrorCode.ID_REUSED);
		acknowledge(GIL, id, null, "r3");
		assertThat(Refusal.of(() -> raise(GIL, "info", null, "r3")).code()).isEqualTo(ErrorCode.ID_REUSED);
		assertThat(
				Refusal.of(() -> this.service.raise(GIL, new RaiseAlert("r2", MAIL, "info", "x", null, null))).code())
			.isEqualTo(ErrorCode.NOT_FOUND);
	}

	@Test
	void acknowledgesAndResolvesAnAlertWithComments() {
		String id = raise(GIL, "critical", null, null).alert().id();
		this.features.clock().turn(Duration.ofMinutes(1));
		AlertChange acknowledged = acknowledge(MIA, id, "On my way", null);
		assertThat(acknowledged.alert().state()).isEqualTo("acknowledged");
		assertThat(stored(id).acknowledgedBy()).isEqualTo(MIA_AT_WORK);
		assertThat(stored(id).acknowledgedAt()).isEqualTo(this.features.clock().instant());
		assertThat(update(2)).isEqualTo(new AlertUpdate(MIA_AT_WORK, id, "critical", "VPN down", "No answer",
				"acknowledged", "acknowledged", "On my way", 1));
		resolve(GIL, id, null, null);
		assertThat(stored(id).resolvedBy()).isEqualTo(GIL_AT_WORK);
		assertThat(stored(id).acknowledgedBy()).isEqualTo(MIA_AT_WORK);
		assertThat(stored(id).comment()).isEqualTo("On my way");
		assertThat(stored(id).state()).isEqualTo("resolved");
	}

	@Test
	void resolvesAnAlertThatWasNotAcknowledged() {
		String id = raise(GIL, "info", null, null).alert().id();
		resolve(MIA, id, "False alarm", null);
		assertThat(stored(id).acknowledgedBy()).isNull();
		assertThat(stored(id).comment()).isEqualTo("False alarm");
	}

	@Test
	void rejectsARepeatedStepAndNamesItsAuthor() {
		String id = raise(GIL, "info", null, null).alert().id();
		acknowledge(MIA, id, null, null);
		RejectedException twice = Refusal.of(() -> acknowledge(GIL, id, null, null));
		assertThat(twice.code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(twice.explanation()).contains("already acknowledged by Mia");
		resolve(GIL, id, null, null);
		assertThat(Refusal.of(() -> resolve(MIA, id, null, null)).explanation()).contains("already resolved by Gil");
		assertThat(Refusal.of(() -> acknowledge(MIA, id, null, null)).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(this.features.journal().head(FIREWALL)).as("rejected requests append no event").isEqualTo(3);
	}

	@Test
	void repeatsTheAnswerToAStepWithTheSameId() {
		String id = raise(GIL, "info", null, null).alert().id();
		acknowledge(MIA, id, null, "a1");
		resolve(MIA, id, null, "s1");
		assertThat(acknowledge(MIA, id, null, "a1").appended()).isEqualTo(new Appended(FIREWALL, 2, true));
		assertThat(resolve(MIA, id, null, "s1").appended()).isEqualTo(new Appended(FIREWALL, 3, true));
		assertThat(stored(id).state()).isEqualTo("resolved");
	}

	@Test
	void concurrentAlertsWithTheSameKeyAreOneAlert() {
		List<CompletableFuture<AlertChange>> all = IntStream.range(0, 60)
			.mapToObj((n) -> this.service.raise(GIL,
					new RaiseAlert("r" + (n % 30), FIREWALL, "warning", "VPN down", null, "key")))
			.toList();
		all.forEach(CompletableFuture::join);
		assertThat(all.stream().map((change) -> change.join().alert().id()).distinct()).hasSize(1);
		assertThat(stored(all.getFirst().join().alert().id()).occurrences()).isEqualTo(30);
		assertThat(this.features.journal().head(FIREWALL)).isEqualTo(30);
	}

	@Test
	void anAlertOutOfScopeIsNotFound() {
		String id = raise(GIL, "info", null, null).alert().id();
		assertThat(Refusal.of(() -> raise(IAN, "info", null, null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(Refusal.of(() -> acknowledge(IAN, id, null, null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(Refusal.of(() -> this.service.resolve(IAN, new ResolveAlert(null, MAIL, id, null))).code())
			.as("with an engagement in scope")
			.isEqualTo(ErrorCode.NOT_FOUND);
	}

	@Test
	void listsAlertsInScopeNewestFirst() {
		String first = raise(GIL, "info", null, null).alert().id();
		this.features.clock().turn(Duration.ofSeconds(1));
		String second = this.service.raise(IAN, new RaiseAlert(null, MAIL, "critical", "x", null, null))
			.join()
			.alert()
			.id();
		this.service.raise(LENA, new RaiseAlert(null, CLOUD, "critical", "x", null, null)).join();
		assertThat(ids(MIA, all())).containsExactly(second, first);
		assertThat(ids(GIL, all())).containsExactly(first);
		assertThat(ids(ROOT, all())).isEmpty();
		assertThat(ids(GIL, AlertFilter.of(null, null, MAIL))).isEmpty();
		assertThat(ids(MIA, AlertFilter.of(null, List.of("info"), null))).containsExactly(first);
		resolve(MIA, first, null, null);
		assertThat(ids(MIA, AlertFilter.of(List.of("raised", "acknowledged"), null, null))).containsExactly(second);
		assertThat(ids(MIA, AlertFilter.of(List.of("resolved"), List.of("info", "critical"), FIREWALL)))
			.containsExactly(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "CRITICAL", "fatal", "\u0000" })
	void rejectsUnknownSeverities(String severity) {
		assertThat(Refusal.of(() -> raise(GIL, severity, null, null)).field()).isEqualTo("severity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u0000", "\u001b[31m", "\ud800", "\u0085" })
	void rejectsInvalidTextsByField(String text) {
		assertThat(Refusal.of(() -> raise(text, "x", "k")).field()).isEqualTo("title");
		assertThat(Refusal.of(() -> raise("x", text, "k")).field()).isEqualTo("detail");
		assertThat(Refusal.of(() -> raise("x", "x", text)).field()).isEqualTo("dedupKey");
		String id = raise(GIL, "info", null, null).alert().id();
		assertThat(Refusal.of(() -> acknowledge(GIL, id, text, null)).field()).isEqualTo("comment");
		assertThat(Refusal.of(() -> resolve(GIL, id, text, null)).field()).isEqualTo("comment");
	}

	@Test
	void rejectsTextsOverTheirLength() {
		raise("👍".repeat(200), "👍".repeat(4000), "👍".repeat(200));
		assertThat(Refusal.of(() -> raise("x".repeat(201), null, null)).field()).isEqualTo("title");
		assertThat(Refusal.of(() -> raise("x", "x".repeat(4001), null)).field()).isEqualTo("detail");
		assertThat(Refusal.of(() -> raise("x", null, "x".repeat(201))).field()).isEqualTo("dedupKey");
	}

	private AlertChange raise(Caller caller, String severity, @Nullable String key, @Nullable String id) {
		return this.service.raise(caller, new RaiseAlert(id, FIREWALL, severity, "VPN down", "No answer", key)).join();
	}

	private AlertChange raise(String title, @Nullable String detail, @Nullable String key) {
		return this.service.raise(GIL, new RaiseAlert(null, FIREWALL, "info", title, detail, key)).join();
	}

	private AlertChange acknowledge(Caller caller, String alert, @Nullable String comment, @Nullable String id) {
		return this.service.acknowledge(caller, new AcknowledgeAlert(id, FIREWALL, alert, comment)).join();
	}

	private AlertChange resolve(Caller caller, String alert, @Nullable String comment, @Nullable String id) {
		return this.service.resolve(caller, new ResolveAlert(id, FIREWALL, alert, comment)).join();
	}

	private Alert stored(String id) {
		return this.features.bean(AlertRepository.class)
			.find(this.features.database().reads(), FIREWALL, id)
			.orElseThrow();
	}

	private List<String> ids(Caller caller, AlertFilter filter) {
		return this.features.bean(AlertListRepository.class)
			.page(caller, filter, PageRequest.of(null, null))
			.stream()
			.map(Alert::id)
			.toList();
	}

	private static AlertFilter all() {
		return AlertFilter.of(null, null, null);
	}

	private AlertUpdate update(long seq) {
		return this.codec.decodeData(event(seq).data(), AlertUpdate.class);
	}

	private Event event(long seq) {
		return this.features.journal().after(FIREWALL, seq - 1, 1).getFirst();
	}

}
