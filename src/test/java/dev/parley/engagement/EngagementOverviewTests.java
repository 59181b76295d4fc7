package dev.parley.engagement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.alert.AlertService;
import dev.parley.chat.ChatService;
import dev.parley.chat.ReadService;
import dev.parley.engagement.Engagement.LastMessage;
import dev.parley.engagement.Engagement.OpenAlerts;
import dev.parley.engagement.Engagement.Reader;
import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.ServerMessage.User;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.CLOUD;
import static dev.parley.engagement.Example.DANA;
import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.LENA;
import static dev.parley.engagement.Example.MAIL;
import static dev.parley.engagement.Example.MIA;
import static dev.parley.engagement.Example.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class EngagementOverviewTests {

	private Features features;

	private EngagementOverview overview;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database);
		this.overview = this.features.bean(EngagementOverview.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void listsOnlyEngagementsInScope() {
		assertThat(ids(MIA)).containsExactlyInAnyOrder(FIREWALL, MAIL);
		assertThat(ids(GIL)).containsExactly(FIREWALL);
		assertThat(ids(LENA)).containsExactly(CLOUD);
		assertThat(ids(DANA)).containsExactlyInAnyOrder(FIREWALL, CLOUD);
		assertThat(ids(ROOT)).isEmpty();
		assertThat(Refusal.of(() -> this.overview.get(LENA, FIREWALL)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(Refusal.of(() -> this.overview.get(ROOT, FIREWALL)).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	@Test
	void aNewEngagementIsEmpty() {
		Engagement engagement = one(GIL);
		assertThat(engagement.head()).isZero();
		assertThat(engagement.unread()).isZero();
		assertThat(engagement.read()).isZero();
		assertThat(engagement.interactions()).isEmpty();
		assertThat(engagement.alerts()).isEqualTo(new OpenAlerts(0, 0, 0));
		assertThat(engagement.lastMessage()).isNull();
		assertThat(engagement.readers()).isNull();
	}

	@Test
	void countsMessagesOfOtherUsersAfterTheMarkerAsUnread() {
		say(MIA, "one");
		say(GIL, "two");
		say(MIA, "three");
		raise("info", "not a message");
		assertThat(one(GIL).unread()).isEqualTo(2);
		assertThat(one(DANA).unread()).isEqualTo(3);
		read(GIL, 1);
		assertThat(one(GIL).unread()).isEqualTo(1);
		assertThat(one(GIL).read()).isEqualTo(1);
		assertThat(one(DANA).unread()).isEqualTo(3);
	}

	@Test
	void countsUnreadMessagesUpToAHundred() {
		for (int n = 0; n < 120; n++) {
			say(MIA, "hi");
		}
		assertThat(one(GIL).unread()).isEqualTo(100);
	}

	@Test
	void showsTheLastMessageWithoutItsTextOnceDeleted() {
		say(MIA, "one");
		say(GIL, "two");
		raise("info", "not a message");
		assertThat(one(MIA).lastMessage())
			.isEqualTo(new LastMessage(2, new User("gil", "Gil"), "two", this.features.clock().instant()));
		this.features.bean(ChatService.class).delete(GIL, new DeleteMessage(null, FIREWALL, 2)).join();
		assertThat(one(MIA).lastMessage())
			.isEqualTo(new LastMessage(2, new User("gil", "Gil"), null, this.features.clock().instant()));
	}

	@Test
	void showsTotalsAndOpenAlertsOfTheEngagement() {
		this.features.bean(InteractionService.class)
			.record(MIA, new RecordInteraction(null, FIREWALL, "call", 3))
			.join();
		String warning = raise("warning", "one");
		raise("warning", "two");
		String critical = raise("critical", "three");
		AlertService alerts = this.features.bean(AlertService.class);
		alerts.acknowledge(MIA, new AcknowledgeAlert(null, FIREWALL, warning, null)).join();
		alerts.resolve(MIA, new ResolveAlert(null, FIREWALL, critical, null)).join();
		assertThat(one(GIL).interactions()).isEqualTo(Map.of("call", 3L));
		assertThat(one(GIL).alerts()).isEqualTo(new OpenAlerts(0, 2, 0));
		assertThat(this.overview.get(IAN, MAIL).alerts()).isEqualTo(new OpenAlerts(0, 0, 0));
	}

	@Test
	void listsReadersWhileTheyHaveAccess() {
		say(MIA, "one");
		say(MIA, "two");
		read(GIL, 1);
		read(MIA, 2);
		assertThat(this.overview.get(GIL, FIREWALL).readers()).containsExactly(new Reader(new User("mia", "Mia"), 2),
				new Reader(new User("gil", "Gil"), 1));
		this.features.database().jdbc().sql("delete from user_grant where user_id = 'gil'").update();
		assertThat(this.overview.get(MIA, FIREWALL).readers()).containsExactly(new Reader(new User("mia", "Mia"), 2));
	}

	@Test
	void sortsByNewestActivity() {
		say(MIA, "one");
		assertThat(ids(MIA)).containsExactly(FIREWALL, MAIL);
		this.features.clock().turn(Duration.ofSeconds(1));
		this.features.bean(ChatService.class).send(MIA, new SendMessage(null, MAIL, "two", null)).join();
		assertThat(ids(MIA)).containsExactly(MAIL, FIREWALL);
	}

	@Test
	void pagesWithoutGapsWhenManyHaveTheSameTime() {
		EngagementService service = this.features.bean(EngagementService.class);
		List<String> created = new ArrayList<>(List.of(FIREWALL, MAIL));
		for (int n = 0; n < 10; n++) {
			created.add(service.create(MIA, new NewEngagement("globex", "n" + n, "globex-" + n)).join());
		}
		List<String> seen = new ArrayList<>();
		String cursor = null;
		do {
			Page<Engagement> page = this.overview.list(MIA, all(), PageRequest.of(5, cursor));
			assertThat(page.items()).hasSizeLessThanOrEqualTo(5);
			page.items().forEach((engagement) -> seen.add(engagement.id()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(seen).containsExactlyInAnyOrderElementsOf(created);
	}

	@Test
	void filtersNarrowTheList() {
		this.features.bean(EngagementService.class).change(MIA, MAIL, 1, "100% of the Mail_box", "closed").join();
		assertThat(ids(MIA, "initech", null, null)).containsExactly(MAIL);
		assertThat(ids(MIA, "hooli", null, null)).as("of another MSP").isEmpty();
		assertThat(ids(MIA, null, "closed", null)).containsExactly(MAIL);
		assertThat(ids(MIA, null, null, "MAIL")).containsExactly(MAIL);
		assertThat(ids(MIA, null, null, "lobe")).as("the client's name").containsExactly(FIREWALL);
		assertThat(ids(MIA, null, null, "hooli")).isEmpty();
		assertThat(ids(MIA, null, null, " ")).hasSize(2);
		assertThat(ids(MIA, "initech", "open", "mail")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "_", "100%", "Mail_box" })
	void treatsSqlWildcardsAsPlainCharacters(String query) {
		this.features.bean(EngagementService.class).change(MIA, MAIL, 1, "100% of the Mail_box", null).join();
		assertThat(ids(MIA, null, null, query)).containsExactly(MAIL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\", "'", "' or 1=1 --", "\"", "\\%" })
	void hostileQueriesFindNothing(String query) {
		assertThat(ids(MIA, null, null, query)).isEmpty();
	}

	private Engagement one(Caller caller) {
		return this.overview.list(caller, EngagementFilter.of("globex", null, null), PageRequest.of(null, null))
			.items()
			.getFirst();
	}

	private List<String> ids(Caller caller) {
		return ids(caller, null, null, null);
	}

	private List<String> ids(Caller caller, @Nullable String client, @Nullable String status, @Nullable String query) {
		return this.overview.list(caller, EngagementFilter.of(client, status, query), PageRequest.of(null, null))
			.items()
			.stream()
			.map(Engagement::id)
			.toList();
	}

	private static EngagementFilter all() {
		return EngagementFilter.of(null, null, null);
	}

	private void say(Caller caller, String text) {
		this.features.bean(ChatService.class).send(caller, new SendMessage(null, FIREWALL, text, null)).join();
	}

	private void read(Caller caller, long seq) {
		this.features.bean(ReadService.class).markRead(caller, new MarkRead(null, FIREWALL, seq)).join();
	}

	private String raise(String severity, String title) {
		return this.features.bean(AlertService.class)
			.raise(MIA, new RaiseAlert(null, FIREWALL, severity, title, null, null))
			.join()
			.alert()
			.id();
	}

}
