package dev.parley.engagement;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.identity.Caller;
import dev.parley.journal.Event;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.EventData.EngagementUpdate;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.Refusal;

import static dev.parley.engagement.Example.CLOUD;
import static dev.parley.engagement.Example.DANA;
import static dev.parley.engagement.Example.FIREWALL;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.LENA;
import static dev.parley.engagement.Example.MIA;
import static dev.parley.engagement.Example.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class EngagementServiceTests {

	private Features features;

	private EngagementService service;

	private EngagementOverview overview;

	@BeforeEach
	void start(Database database) {
		this.features = new Features(database);
		this.service = this.features.bean(EngagementService.class);
		this.overview = this.features.bean(EngagementOverview.class);
	}

	@AfterEach
	void stop() {
		this.features.close();
	}

	@Test
	void theJournalOfANewEngagementStartsWithItsCreation() {
		String id = create(MIA, "globex", "New office", null);
		Engagement engagement = this.overview.get(GIL, id);
		assertThat(engagement.title()).isEqualTo("New office");
		assertThat(engagement.status()).isEqualTo("open");
		assertThat(engagement.msp()).isEqualTo(new Engagement.NamedOrganisation("northwind", "Northwind"));
		assertThat(engagement.client()).isEqualTo(new Engagement.NamedOrganisation("globex", "Globex"));
		assertThat(engagement.version()).isEqualTo(1);
		assertThat(updates(id)).containsExactly(new EngagementUpdate(new Person("mia", "Mia", "MSP", "northwind"),
				"created", "New office", "open", "northwind", "globex"));
	}

	@Test
	void onlyTheMspOfTheClientMayCreateAnEngagement() {
		assertThat(Refusal.of(() -> create(GIL, "globex", "x", null)).code()).isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(Refusal.of(() -> create(DANA, "globex", "x", null)).code()).isEqualTo(ErrorCode.FORBIDDEN);
		for (Caller outsider : List.of(LENA, ROOT)) {
			assertThat(Refusal.of(() -> create(outsider, "globex", "x", null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		}
		assertThat(Refusal.of(() -> create(MIA, "no-such", "x", null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(Refusal.of(() -> create(MIA, "northwind", "x", null)).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	@Test
	void aGivenIdMustBeAUuidOrStartWithTheClientsId() {
		assertThat(create(MIA, "globex", "x", "globex-vpn")).isEqualTo("globex-vpn");
		String uuid = "018f3d2a-7c1b-7000-8000-000000000005";
		assertThat(create(MIA, "globex", "x", uuid)).isEqualTo(uuid);
		for (String wrong : new String[] { "", "vpn", "hooli-vpn", "globex", "globex- x", "globex-\u0000",
				"1-1-1-1-1" }) {
			assertThat(Refusal.of(() -> create(MIA, "globex", "x", wrong)).field()).isEqualTo("id");
		}
		assertThat(Refusal.of(() -> create(MIA, "globex", "x", "globex-vpn")).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(updates("globex-vpn")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "two\nlines", "\u0000", "\ud83d" })
	void rejectsTitlesThatAreNotOneLine(String title) {
		assertThat(Refusal.of(() -> create(MIA, "globex", title, null)).field()).isEqualTo("title");
		assertThat(Refusal.of(() -> this.service.change(MIA, FIREWALL, 1, title, null)).field()).isEqualTo("title");
	}

	@Test
	void rejectsTitlesOverTwoHundredCharacters() {
		create(MIA, "globex", "👍".repeat(200), null);
		assertThat(Refusal.of(() -> create(MIA, "globex", "x".repeat(201), null)).field()).isEqualTo("title");
	}

	@Test
	void renamingAndChangingTheStatusAreSeparateEvents() {
		this.service.change(MIA, FIREWALL, 1, "Fire wall", "on_hold").join();
		assertThat(updates(FIREWALL)).extracting(EngagementUpdate::change).containsExactly("renamed", "status");
		assertThat(updates(FIREWALL))
			.allMatch((update) -> update.title().equals("Fire wall") && update.status().equals("on_hold"));
		assertThat(this.overview.get(MIA, FIREWALL).version()).isEqualTo(2);
	}

	@Test
	void aChangeWithoutEffectAppendsNoEvent() {
		this.service.change(MIA, FIREWALL, 1, null, "open").join();
		assertThat(updates(FIREWALL)).isEmpty();
		assertThat(this.overview.get(MIA, FIREWALL).version()).isEqualTo(1);
	}

	@Test
	void rejectsAChangeOfAnOldVersion() {
		this.service.change(MIA, FIREWALL, 1, "One", null).join();
		assertThat(Refusal.of(() -> this.service.change(MIA, FIREWALL, 1, "Two", null)).code())
			.isEqualTo(ErrorCode.VERSION_MISMATCH);
		assertThat(this.overview.get(MIA, FIREWALL).title()).isEqualTo("One");
	}

	@Test
	void clientsMayNotChangeAnEngagementAndOutsidersDoNotFindIt() {
		assertThat(Refusal.of(() -> this.service.change(GIL, FIREWALL, 1, "x", null)).code())
			.isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(Refusal.of(() -> this.service.change(LENA, FIREWALL, 1, "x", null)).code())
			.isEqualTo(ErrorCode.NOT_FOUND);
		this.service.change(DANA, CLOUD, 1, "As staff of the other MSP", null).join();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "OPEN", "archived", "open " })
	void rejectsUnknownStatuses(String status) {
		assertThat(Refusal.of(() -> this.service.change(MIA, FIREWALL, 1, null, status)).field()).isEqualTo("status");
	}

	private String create(Caller caller, String client, String title, @Nullable String id) {
		return this.service.create(caller, new NewEngagement(client, title, id)).join();
	}

	private List<EngagementUpdate> updates(String engagement) {
		ProtocolCodec codec = new ProtocolCodec();
		return this.features.journal()
			.after(engagement, 0, 100)
			.stream()
			.map(Event::data)
			.map((data) -> codec.decodeData(data, EngagementUpdate.class))
			.toList();
	}

}
