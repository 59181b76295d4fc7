package dev.parley.chat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.engagement.Api;
import dev.parley.engagement.FeatureServer;

import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.MIA;
import static dev.parley.engagement.Example.NOAH;
import static org.assertj.core.api.Assertions.assertThat;

/** Messages, read markers and search over REST. */
@FeatureServer
class ChatApiTests {

	private static final String FIREWALL = "/api/engagements/globex-firewall";

	private static final String MESSAGES = FIREWALL + "/messages";

	@Autowired
	Api api;

	@BeforeEach
	void reset() {
		this.api.reset();
	}

	@Test
	void storesAMessageOncePerId() {
		assertThat(this.api.post(MIA, MESSAGES, "{'id':'m1','text':'hi'}")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"engagement\":\"globex-firewall\",\"seq\":1,\"duplicate\":false}");
		assertThat(this.api.post(MIA, MESSAGES, "{'id':'m1','text':'hi'}")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"engagement\":\"globex-firewall\",\"seq\":1,\"duplicate\":true}");
		Api.refused(this.api.post(MIA, "/api/engagements/initech-mail/messages", "{'id':'m1','text':'hi'}"), 409,
				"id_reused");
	}

	@Test
	void rejectsInvalidMessagesByField() {
		Api.refused(this.api.post(null, MESSAGES, "{'text':'hi'}"), 401, "unauthenticated");
		Api.refused(this.api.post(IAN, MESSAGES, "{'text':'hi'}"), 404, "not_found");
		Api.invalid(this.api.post(MIA, MESSAGES, "{}"), "text");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':null}"), "text");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':' '}"), "text");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':'\\u0000'}"), "text");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':'\\ud800'}"), "text");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':'" + "x".repeat(8001) + "'}"), "text");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':'x','id':'a b'}"), "id");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':'x','replyTo':9}"), "replyTo");
		Api.invalid(this.api.post(MIA, MESSAGES, "{'text':'x','replyTo':0}"), "replyTo");
		Api.invalid(this.api.post(MIA, "/api/engagements/a b/messages", "{'text':'x'}"), "engagement");
		Api.refused(this.api.post(MIA, MESSAGES, "{'text':7}"), 400, "malformed");
		Api.refused(this.api.post(MIA, MESSAGES, "{'text':'x','replyTo':'1'}"), 400, "malformed");
		Api.refused(this.api.post(MIA, MESSAGES, "[]"), 400, "malformed");
		assertThat(this.api.journal().head("globex-firewall")).isZero();
	}

	@Test
	void letsTheAuthorEditAndAManagerDeleteAMessage() {
		this.api.post(MIA, MESSAGES, "{'text':'one'}");
		assertThat(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/1", "{'text':'two','id':'e1'}")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"engagement\":\"globex-firewall\",\"seq\":2,\"duplicate\":false}");
		assertThat(this.api.get(GIL, FIREWALL + "/events?limit=2")).bodyJson()
			.extractingPath("$.items[0].data.text")
			.isEqualTo("two");
		Api.refused(this.api.send(HttpMethod.DELETE, GIL, MESSAGES + "/1", null), 403, "forbidden");
		assertThat(this.api.send(HttpMethod.DELETE, NOAH, MESSAGES + "/1", null)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.seq")
			.isEqualTo(3);
		Api.refused(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/1", "{'text':'three'}"), 409, "conflict");
		assertThat(this.api.get(GIL, FIREWALL + "/events")).bodyText().doesNotContain("one", "two");
	}

	@Test
	void rejectsEditsAndDeletionsWithTheReason() {
		this.api.post(MIA, MESSAGES, "{'text':'one'}");
		Api.refused(this.api.send(HttpMethod.PATCH, NOAH, MESSAGES + "/1", "{'text':'x'}"), 403, "forbidden");
		Api.refused(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/2", "{'text':'x'}"), 404, "not_found");
		Api.refused(this.api.send(HttpMethod.PATCH, IAN, MESSAGES + "/1", "{'text':'x'}"), 404, "not_found");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/one", "{'text':'x'}"), "seq");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/0", "{'text':'x'}"), "seq");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/1", "{'text':'x','id':'a b'}"), "id");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/1", "{}"), "text");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, MESSAGES + "/1", "{'text':' '}"), "text");
		Api.invalid(this.api.send(HttpMethod.DELETE, MIA, MESSAGES + "/0", null), "seq");
		Api.refused(this.api.send(HttpMethod.DELETE, MIA, MESSAGES + "/2", null), 404, "not_found");
		Api.refused(this.api.send(HttpMethod.DELETE, null, MESSAGES + "/1", null), 401, "unauthenticated");
		Api.refused(this.api.send(HttpMethod.PATCH, null, MESSAGES + "/1", "{'text':'x'}"), 401, "unauthenticated");
	}

	@Test
	void movesTheReadMarkerAndShowsItToOtherUsers() {
		this.api.post(MIA, MESSAGES, "{'text':'one'}");
		assertThat(this.api.send(HttpMethod.PUT, GIL, FIREWALL + "/read", "{'seq':1}")).hasStatus(204);
		assertThat(this.api.get(MIA, FIREWALL)).bodyJson()
			.extractingPath("$.readers[0]")
			.asMap()
			.containsEntry("seq", 1);
		Api.invalid(this.api.send(HttpMethod.PUT, GIL, FIREWALL + "/read", "{'seq':2}"), "seq");
		Api.invalid(this.api.send(HttpMethod.PUT, GIL, FIREWALL + "/read", "{'seq':-1}"), "seq");
		Api.invalid(this.api.send(HttpMethod.PUT, GIL, FIREWALL + "/read", "{}"), "seq");
		Api.refused(this.api.send(HttpMethod.PUT, IAN, FIREWALL + "/read", "{'seq':1}"), 404, "not_found");
		Api.refused(this.api.send(HttpMethod.PUT, null, FIREWALL + "/read", "{'seq':1}"), 401, "unauthenticated");
	}

	@Test
	void searchFindsMessagesInScope() {
		this.api.post(MIA, MESSAGES, "{'text':'The tunnel is down'}");
		MvcTestResult found = this.api.get(GIL, "/api/search?q=tunnel&engagement=globex-firewall&limit=5");
		assertThat(found).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{"items":[{"engagement":{"id":"globex-firewall","title":"Globex-firewall"},"seq":1,
				"author":{"id":"mia","name":"Mia","role":"MSP","organisation":"northwind"},
				"text":"The tunnel is down","snippet":"The tunnel is down"}],"next":null}""");
		assertThat(this.api.get(IAN, "/api/search?q=tunnel")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.items")
			.asArray()
			.isEmpty();
		Api.refused(this.api.get(IAN, "/api/search?q=tunnel&engagement=globex-firewall"), 404, "not_found");
		Api.refused(this.api.get(null, "/api/search?q=tunnel"), 401, "unauthenticated");
		Api.invalid(this.api.get(GIL, "/api/search"), "q");
		Api.invalid(this.api.get(GIL, "/api/search?q= "), "q");
		Api.invalid(this.api.get(GIL, "/api/search?q={q}", "x".repeat(201)), "q");
		Api.invalid(this.api.get(GIL, "/api/search?q=x&limit=0"), "limit");
		assertThat(this.api.get(GIL, "/api/search?q={q}", "\"*' OR (")).hasStatusOk();
	}

}
