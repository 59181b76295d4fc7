package dev.parley.engagement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static dev.parley.engagement.Example.DANA;
import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.LENA;
import static dev.parley.engagement.Example.MIA;
import static dev.parley.engagement.Example.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

/** Engagements, their history and their counters over REST. */
@FeatureServer
class EngagementApiTests {

	private static final String FIREWALL = "/api/engagements/globex-firewall";

	@Autowired
	Api api;

	@BeforeEach
	void reset() {
		this.api.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/engagements", FIREWALL, FIREWALL + "/events" })
	void requiresAuthentication(String path) {
		Api.refused(this.api.get(null, path), 401, "unauthenticated");
	}

	@Test
	void theListHasItsDocumentedShape() {
		this.api.post(MIA, FIREWALL + "/messages", "{'text':'hi'}");
		this.api.post(MIA, FIREWALL + "/interactions", "{'kind':'call','count':3}");
		MvcTestResult list = this.api.get(GIL, "/api/engagements");
		assertThat(list).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{"items":[{"id":"globex-firewall","title":"Globex-firewall","status":"open",
				"msp":{"id":"northwind","name":"Northwind"},"client":{"id":"globex","name":"Globex"},
				"head":1,"unread":1,"read":0,"interactions":{"call":3},"alerts":{"critical":0,"warning":0,"info":0},
				"lastMessage":{"seq":1,"author":{"id":"mia","name":"Mia"},"text":"hi"},"version":1}],"next":null}""");
		assertThat(Api.at(list, "$.items[0].updatedAt").toString()).startsWith("2026-11-20T").endsWith("Z");
		assertThat(list).bodyJson().doesNotHavePath("$.items[0].readers");
	}

	@Test
	void theListIsPagedAndFiltered() {
		MvcTestResult first = this.api.get(MIA, "/api/engagements?limit=1");
		String next = Api.at(first, "$.next").toString();
		MvcTestResult second = this.api.get(MIA, "/api/engagements?limit=1&cursor={next}", next);
		assertThat(Api.at(second, "$.next")).isNull();
		assertThat(Api.at(second, "$.items[0].id")).isNotEqualTo(Api.at(first, "$.items[0].id"));
		assertThat(this.api.get(MIA, "/api/engagements?client=initech&status=open&query=MAIL")).bodyJson()
			.extractingPath("$.items[*].id")
			.asArray()
			.containsExactly("initech-mail");
	}

	@Test
	void rejectsInvalidParametersByName() {
		Api.invalid(this.api.get(MIA, "/api/engagements?limit=0"), "limit");
		Api.invalid(this.api.get(MIA, "/api/engagements?limit=201"), "limit");
		Api.invalid(this.api.get(MIA, "/api/engagements?limit=many"), "limit");
		Api.invalid(this.api.get(MIA, "/api/engagements?cursor=!!"), "cursor");
		Api.invalid(this.api.get(MIA, "/api/engagements?cursor=YQ"), "cursor");
		Api.invalid(this.api.get(MIA, "/api/engagements?status=lost"), "status");
		Api.invalid(this.api.get(MIA, "/api/engagements?client={client}", "a b"), "client");
		Api.invalid(this.api.get(MIA, "/api/engagements?query={query}", "x".repeat(201)), "query");
		Api.invalid(this.api.get(MIA, "/api/engagements?query={query}", "\u0000x"), "query");
	}

	@Test
	void anEngagementOutOfScopeIsNotFound() {
		Object missing = Api.at(this.api.get(LENA, "/api/engagements/no-such"), "$.detail");
		for (MvcTestResult outside : new MvcTestResult[] { this.api.get(LENA, FIREWALL), this.api.get(ROOT, FIREWALL),
				this.api.get(IAN, FIREWALL + "/events"),
				this.api.post(IAN, FIREWALL + "/interactions", "{'kind':'call'}"),
				this.api.send(HttpMethod.PATCH, LENA, FIREWALL, "{'title':'x'}", "If-Match", "\"1\"") }) {
			Api.refused(outside, 404, "not_found");
			assertThat(Api.at(outside, "$.detail")).isEqualTo(missing);
		}
	}

	@Test
	void createsReadsAndChangesAnEngagement() {
		MvcTestResult created = this.api.post(MIA, "/api/engagements",
				"{'client':'globex','title':'New office','id':'globex-office'}");
		assertThat(created).hasStatus(201).hasHeader("Location", "/api/engagements/globex-office");
		assertThat(Api.etag(created)).isEqualTo("\"1\"");
		MvcTestResult changed = this.api.send(HttpMethod.PATCH, MIA, "/api/engagements/globex-office",
				"{'status':'closed'}", "If-Match", Api.etag(created));
		assertThat(changed).hasStatusOk().bodyJson().extractingPath("$.status").isEqualTo("closed");
		MvcTestResult read = this.api.get(GIL, "/api/engagements/globex-office");
		assertThat(Api.etag(read)).isEqualTo(Api.etag(changed)).isEqualTo("\"2\"");
		assertThat(read).bodyJson().extractingPath("$.readers").asArray().isEmpty();
	}

	@Test
	void rejectsACreationWithTheReason() {
		String path = "/api/engagements";
		Api.refused(this.api.post(null, path, "{'client':'globex','title':'x'}"), 401, "unauthenticated");
		Api.refused(this.api.post(GIL, path, "{'client':'globex','title':'x'}"), 403, "forbidden");
		Api.refused(this.api.post(DANA, path, "{'client':'globex','title':'x'}"), 403, "forbidden");
		Api.refused(this.api.post(LENA, path, "{'client':'globex','title':'x'}"), 404, "not_found");
		Api.refused(this.api.post(MIA, path, "{'client':'globex','title':'x','id':'globex-firewall'}"), 409,
				"conflict");
		Api.invalid(this.api.post(MIA, path, "{'client':'globex'}"), "title");
		Api.invalid(this.api.post(MIA, path, "{'title':'x'}"), "client");
		Api.invalid(this.api.post(MIA, path, "{'client':'globex','title':' '}"), "title");
		Api.invalid(this.api.post(MIA, path, "{'client':'globex','title':'x','id':'hooli-x'}"), "id");
		Api.refused(this.api.post(MIA, path, "{'client':7,'title':'x'}"), 400, "malformed");
		Api.refused(this.api.post(MIA, path, "{'client'"), 400, "malformed");
		Api.refused(this.api.post(MIA, path, null), 400, "malformed");
	}

	@Test
	void aChangeRequiresTheCurrentVersion() {
		Api.refused(this.api.send(HttpMethod.PATCH, MIA, FIREWALL, "{'title':'x'}"), 428, "precondition_required");
		Api.refused(this.api.send(HttpMethod.PATCH, MIA, FIREWALL, "{'title':'x'}", "If-Match", "\"7\""), 412,
				"version_mismatch");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, FIREWALL, "{'title':'x'}", "If-Match", "*"), "If-Match");
		Api.refused(this.api.send(HttpMethod.PATCH, GIL, FIREWALL, "{'title':'x'}", "If-Match", "\"1\""), 403,
				"forbidden");
		Api.invalid(this.api.send(HttpMethod.PATCH, MIA, FIREWALL, "{'status':'x'}", "If-Match", "\"1\""), "status");
	}

	@Test
	void countsAnInteractionOncePerIdempotencyKey() {
		String path = FIREWALL + "/interactions";
		MvcTestResult first = this.api.post(GIL, path, "{'kind':'call','count':2}", "Idempotency-Key", "k1");
		assertThat(first).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"engagement\":\"globex-firewall\",\"kind\":\"call\",\"total\":2}");
		MvcTestResult again = this.api.post(GIL, path, "{'kind':'call','count':2}", "Idempotency-Key", "k1");
		assertThat(Api.at(again, "$.total")).isEqualTo(2);
		assertThat(Api.at(this.api.post(GIL, path, "{'kind':'call'}"), "$.total")).isEqualTo(3);
		Api.refused(this.api.post(GIL, path, "{'kind':'call','count':9}", "Idempotency-Key", "k1"), 409, "id_reused");
	}

	@Test
	void rejectsInvalidInteractionsByField() {
		String path = FIREWALL + "/interactions";
		Api.refused(this.api.post(null, path, "{'kind':'call'}"), 401, "unauthenticated");
		Api.invalid(this.api.post(GIL, path, "{}"), "kind");
		Api.invalid(this.api.post(GIL, path, "{'kind':'Call'}"), "kind");
		Api.invalid(this.api.post(GIL, path, "{'kind':'call','count':0}"), "count");
		Api.invalid(this.api.post(GIL, path, "{'kind':'call','count':9223372036854775807}"), "count");
		Api.refused(this.api.post(GIL, path, "{'kind':'call','count':1.5}"), 400, "malformed");
		Api.refused(this.api.post(GIL, path, "{'kind':'call','count':'2'}"), 400, "malformed");
		Api.invalid(this.api.post(GIL, path, "{'kind':'call'}", "Idempotency-Key", "no spaces"), "Idempotency-Key");
	}

	@Test
	void pagesThroughHistoryForwardAndBackwardInWireFormat() {
		for (int n = 1; n <= 5; n++) {
			this.api.post(MIA, FIREWALL + "/messages", "{'id':'m" + n + "','text':'" + n + "'}");
		}
		assertThat(this.api.get(GIL, FIREWALL + "/events?after=1&limit=1")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo(
					"""
							{"items":[{"type":"chat_message","engagement":"globex-firewall","seq":2,"id":"m2","data":
							{"author":{"id":"mia","name":"Mia","role":"MSP","organisation":"northwind"},"text":"2"}}],"head":5}""");
		assertSeqs("?after=3", 4, 5);
		assertSeqs("?before=3", 1, 2);
		assertSeqs("?before=5&limit=2", 3, 4);
		assertSeqs("?limit=2", 4, 5);
		assertSeqs("", 1, 2, 3, 4, 5);
		assertSeqs("?after=5");
		assertSeqs("?after=9007199254740991");
		assertSeqs("?before=1");
	}

	@Test
	void rejectsInvalidHistoryParametersByName() {
		Api.invalid(this.api.get(GIL, FIREWALL + "/events?after=-1"), "after");
		Api.invalid(this.api.get(GIL, FIREWALL + "/events?before=0"), "before");
		Api.invalid(this.api.get(GIL, FIREWALL + "/events?after=x"), "after");
		Api.invalid(this.api.get(GIL, FIREWALL + "/events?limit=201"), "limit");
		Api.refused(this.api.get(GIL, FIREWALL + "/events?after=1&before=2"), 400, "bad_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "' or 1=1 --", "globex firewall", "ä" })
	void rejectsInvalidEngagementIds(String id) {
		Api.invalid(this.api.get(GIL, "/api/engagements/{id}", id), "engagement");
	}

	private void assertSeqs(String query, Integer... seqs) {
		assertThat(this.api.get(GIL, FIREWALL + "/events" + query)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.items[*].seq")
			.asArray()
			.containsExactly((Object[]) seqs);
	}

}
