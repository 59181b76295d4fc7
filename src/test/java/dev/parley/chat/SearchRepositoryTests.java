package dev.parley.chat;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.engagement.EngagementTitle;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.Person;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.storage.Vendor;

import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class SearchRepositoryTests {

	private static final Caller MIA = new Caller("mia", "Mia Berg", Set.of(new Grant(Role.MSP, "northwind", false)));

	private static final Caller GIL = new Caller("gil", "Gil Ortega", Set.of(new Grant(Role.CLIENT, "globex", false)));

	private static final Caller ROOT = new Caller("root", "Root", Set.of(new Grant(Role.ADMIN, null, false)));

	private final ProtocolCodec codec = new ProtocolCodec();

	private final Database database;

	private final SearchRepository repository;

	SearchRepositoryTests(Database database) {
		this.database = database;
		this.repository = new SearchRepository(database.reads(), database.vendor(), this.codec);
	}

	/**
	 * The server never removes events, so the index does not notice when tests do.
	 */
	@BeforeEach
	void emptyIndex() {
		if (this.database.vendor() == Vendor.SQLITE) {
			this.database.jdbc().sql("insert into message_search (message_search) values ('delete-all')").update();
		}
	}

	@BeforeEach
	void engagements() {
		this.database.jdbc().sql("""
				insert into organisation (id, kind, name, msp_id, created_at) values
					('northwind', 'MSP', 'Northwind', null, 0), ('globex', 'CLIENT', 'Globex', 'northwind', 0),
					('initech', 'CLIENT', 'Initech', 'northwind', 0)""").update();
		this.database.jdbc().sql("""
				insert into engagement (id, msp_id, client_id, title, status, created_by, created_at, updated_at) values
					('firewall', 'northwind', 'globex', 'Firewall', 'open', 'mia', 0, 0),
					('printers', 'northwind', 'initech', 'Printers', 'open', 'mia', 0, 0)""").update();
	}

	@Test
	void findsWordsAndPrefixesIgnoringCaseNewestFirst() {
		say("firewall", 1, "The VPN tunnel is down");
		say("firewall", 2, "Tunnels are fine again, the vpn too");
		assertThat(found(MIA, "vpn TUNN")).containsExactly(2L, 1L);
		assertThat(found(MIA, "own")).isEmpty();
	}

	@Test
	void allWordsMustOccur() {
		say("firewall", 1, "The VPN tunnel is down");
		assertThat(found(MIA, "vpn printer")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Zürich", "zurich", "ZÜRICH", "zu\u0308rich" })
	void ignoresAccents(String typed) {
		say("firewall", 1, "The office in Zürich moves");
		assertThat(found(MIA, typed)).containsExactly(1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "example", "gateway", "vpn", "203", "vpn.example.com", "ops@vpn", "gateway_2" })
	void findsPartsOfNamesAndAddresses(String typed) {
		say("firewall", 1, "ops@vpn.example.com (203.0.113.7): gateway_2/eth0 - lost");
		assertThat(found(MIA, typed)).containsExactly(1L);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Мой сервер", "किताब पढ़ो", "서버 다운", "ﬁle server", "ΣΟΦΟΣ", "İstanbul", "straße", "x² m³" })
	void findsWordsInAnyScript(String text) {
		say("firewall", 1, "— " + text + " —");
		for (String word : text.split(" ")) {
			assertThat(found(MIA, word)).as(word).containsExactly(1L);
		}
	}

	@Test
	void findsOnlyMessagesInScope() {
		say("firewall", 1, "tunnel");
		say("printers", 1, "tunnel");
		assertThat(find(MIA, SearchTerms.of("tunnel"), null, 50)).hasSize(2);
		assertThat(find(GIL, SearchTerms.of("tunnel"), null, 50)).extracting((hit) -> hit.engagement().id())
			.containsExactly("firewall");
		assertThat(found(ROOT, "tunnel")).isEmpty();
		assertThat(find(GIL, SearchTerms.of("tunnel"), "printers", 50)).isEmpty();
	}

	@Test
	void findsAnEditedMessageByItsNewTextOnly() {
		say("firewall", 1, "The tunnel is down");
		assertThat(found(MIA, "tunnel")).containsExactly(1L);
		rewrite("firewall", 1, "The bridge is down");
		assertThat(found(MIA, "tunnel")).isEmpty();
		assertThat(found(MIA, "bridge")).containsExactly(1L);
	}

	@Test
	void indexesTheCurrentTextOfAMessageEditedBeforeIndexing() {
		say("firewall", 1, "tunnel one");
		say("firewall", 2, "tunnel two");
		rewrite("firewall", 1, "bridge");
		rewrite("firewall", 2, null);
		assertThat(found(MIA, "tunnel")).isEmpty();
		assertThat(found(MIA, "bridge")).containsExactly(1L);
	}

	@Test
	void theIndexSurvivesAVacuum() {
		say("printers", 1, "tunnel one");
		say("firewall", 1, "tunnel two");
		index();
		this.database.jdbc().sql("vacuum").update();
		say("firewall", 2, "bridge");
		assertThat(found(GIL, "two")).containsExactly(1L);
		assertThat(found(GIL, "bridge")).containsExactly(2L);
		assertThat(found(GIL, "one")).isEmpty();
	}

	@Test
	void doesNotFindDeletedMessages() {
		say("firewall", 1, "The tunnel is down");
		assertThat(found(MIA, "tunnel")).containsExactly(1L);
		rewrite("firewall", 1, null);
		assertThat(found(MIA, "tunnel")).isEmpty();
		assertThat(found(MIA, "null")).isEmpty();
	}

	@Test
	void doesNotSearchOtherEvents() {
		this.database.jdbc().sql("""
				insert into event (engagement_id, seq, type, actor_id, data, at)
				values ('firewall', 1, 'alert', 'mia', '{"text":"tunnel","detail":"\\u0000"}', 0)""").update();
		assertThat(found(MIA, "tunnel")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"tunnel", "tunnel*", "tunnel AND", "text:tunnel", "tunnel) OR (1", "NEAR(tunnel)",
			"tunnel & !", "tunnel:*B", "'tunnel'", "tunnel'; drop table event; --", "-tunnel", "tunnel\\", "^tunnel",
			"tunnel | | &", "<-> tunnel" })
	void treatsQuerySyntaxAsPlainWords(String typed) {
		say("firewall", 1, "tunnel");
		assertThat(SearchTerms.of(typed).isEmpty()).isFalse();
		assertThat(found(MIA, typed)).isSubsetOf(1L);
		assertThat(found(MIA, "tunnel")).containsExactly(1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "***", "'':*", "...", "— – !", "👍" })
	void aQueryWithoutWordsIsEmpty(String typed) {
		assertThat(SearchTerms.of(typed).isEmpty()).isTrue();
	}

	@Test
	void aHitHasTheEngagementTheAuthorAndTheTime() {
		say("firewall", 7, "The tunnel is down");
		SearchHit hit = find(GIL, SearchTerms.of("tunnel"), "firewall", 1).getFirst();
		assertThat(hit).isEqualTo(new SearchHit(new EngagementTitle("firewall", "Firewall"), 7, author(),
				Instant.ofEpochMilli(7), "The tunnel is down", "The tunnel is down"));
	}

	@Test
	void returnsNoMoreThanTheLimit() {
		for (int seq = 1; seq <= 5; seq++) {
			say("firewall", seq, "tunnel " + seq);
		}
		assertThat(find(MIA, SearchTerms.of("tunnel"), null, 3)).extracting(SearchHit::seq).containsExactly(5L, 4L, 3L);
	}

	private List<Long> found(Caller caller, String typed) {
		return find(caller, SearchTerms.of(typed), null, 50).stream().map(SearchHit::seq).toList();
	}

	private List<SearchHit> find(Caller caller, SearchTerms terms, @Nullable String engagement, int limit) {
		index();
		return this.repository.find(caller, terms, engagement, limit);
	}

	/** Indexes new messages, if the database does not do so itself. */
	private void index() {
		if (this.database.vendor() == Vendor.SQLITE) {
			int indexed;
			do {
				indexed = MessageIndex.index(this.database.jdbc(), 2);
			}
			while (indexed > 0);
		}
	}

	private void say(String engagement, long seq, String text) {
		this.database.jdbc().sql("""
				insert into event (engagement_id, seq, type, actor_id, data, at)
				values (?, ?, 'chat_message', 'mia', ?, ?)""").params(engagement, seq, data(text), seq).update();
	}

	private void rewrite(String engagement, long seq, @Nullable String text) {
		this.database.jdbc()
			.sql("update event set data = ? where engagement_id = ? and seq = ?")
			.params(data(text), engagement, seq)
			.update();
	}

	private String data(@Nullable String text) {
		return this.codec.encodeData(new ChatMessage(author(), text, null, null, null));
	}

	private static Person author() {
		return new Person("mia", "Mia Berg", "MSP", "northwind");
	}

}
